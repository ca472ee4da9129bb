/* What libical (Evolution, KOrganizer) reads of the feeds in a folder, with the time zone that each feed brings. It also says whether
   a feed keeps the restrictions of RFC 5545 on which properties stand where, and how often. */
#include <dirent.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *content(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (!text || fread(text, 1, size, file) != (size_t)size) { perror(path); exit(1); }
    text[size] = 0;
    fclose(file);
    return text;
}

static void quoted(const char *text) {
    putchar('"');
    for (; text && *text; text++) {
        if (*text == '"' || *text == '\\') putchar('\\');
        if ((unsigned char)*text < ' ') printf("\\u%04x", *text); else putchar(*text);
    }
    putchar('"');
}

static void when(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *found = icalcomponent_get_first_property(event, kind);
    if (!found) { printf("null"); return; }
    struct icaltimetype at = icalproperty_get_datetime_with_component(found, event);
    if (at.is_date) { printf("\"%04d-%02d-%02d\"", at.year, at.month, at.day); return; }
    if (!at.zone) { fprintf(stderr, "libical: a time without a zone\n"); exit(1); }
    at = icaltime_convert_to_zone(at, icaltimezone_get_utc_timezone());
    printf("\"%04d-%02d-%02dT%02d:%02d:%02dZ\"", at.year, at.month, at.day, at.hour, at.minute, at.second);
}

static void complain(icalcomponent *component, const char *name) {
    for (icalproperty *one = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); one;
         one = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        fprintf(stderr, "libical complains: %s: %s\n", name, icalproperty_get_xlicerror(one));
    for (icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); part;
         part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        complain(part, name);
}

int main(int count, char **arguments) {
    char folder[4096], path[8192];
    if (count != 2) return 2;
    snprintf(folder, sizeof folder, "%s/feeds", arguments[1]);
    struct dirent **files;
    int number = scandir(folder, &files, NULL, alphasort);
    const char *between = "";
    if (number < 0) { perror(folder); return 1; }
    putchar('{');
    for (int i = 0; i < number; i++) {
        char *ends = strrchr(files[i]->d_name, '.');
        if (!ends || strcmp(ends, ".ics")) continue;
        snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name);
        *ends = 0;
        char *text = content(path);
        icalcomponent *calendar = icalparser_parse_string(text);
        if (!calendar) { fprintf(stderr, "libical: %s is no calendar\n", path); return 1; }
        int fits = icalrestriction_check(calendar);
        if (icalcomponent_count_errors(calendar) || !fits) { complain(calendar, files[i]->d_name); return 1; }
        printf("%s", between);
        between = ", ";
        quoted(files[i]->d_name);
        printf(": {");
        const char *comma = "";
        for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
             event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
            printf("%s", comma);
            comma = ", ";
            quoted(icalcomponent_get_uid(event));
            printf(": {\"start\": ");
            when(event, ICAL_DTSTART_PROPERTY);
            printf(", \"end\": ");
            when(event, ICAL_DTEND_PROPERTY);
            printf(", \"summary\": ");
            quoted(icalcomponent_get_summary(event));
            printf(", \"status\": ");
            quoted(status ? icalproperty_status_to_string(icalproperty_get_status(status)) : "");
            putchar('}');
        }
        for (icalcomponent *todo = icalcomponent_get_first_component(calendar, ICAL_VTODO_COMPONENT); todo;
             todo = icalcomponent_get_next_component(calendar, ICAL_VTODO_COMPONENT)) {
            icalproperty *status = icalcomponent_get_first_property(todo, ICAL_STATUS_PROPERTY);
            printf("%s", comma);
            comma = ", ";
            quoted(icalcomponent_get_uid(todo));
            printf(": {\"due\": ");
            when(todo, ICAL_DUE_PROPERTY);
            printf(", \"summary\": ");
            quoted(icalcomponent_get_summary(todo));
            printf(", \"status\": ");
            quoted(status ? icalproperty_status_to_string(icalproperty_get_status(status)) : "");
            putchar('}');
        }
        putchar('}');
        icalcomponent_free(calendar);
        free(text);
    }
    printf("}\n");
    return 0;
}
