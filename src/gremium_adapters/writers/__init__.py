"""Writers: answers become bytes of another system. What the audience may not see was removed before they get an answer."""
