package org.dynama.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import org.dynama.refusal.Refusal;

/** Why a JSON text is not the record that it should be: a program may have damaged it, or a person have written it. */
final class Unbound {
    private Unbound() {}

    /**
     * In one sentence, with line and place.
     *
     * @param said what the parser says
     * @param again hint where the text is damaged
     */
    static Refusal of(String source, JsonProcessingException exception, String said, String again) {
        JsonLocation at = exception.getLocation();
        String file = at == null ? source : source + ":" + at.getLineNr();
        String path =
                exception instanceof JsonMappingException mapping ? Fault.shortened(Document.place("", mapping)) : "";
        String place = file + ": " + path;
        if (exception instanceof UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return Refusal.of(
                    place + " is unknown",
                    "Take it out: beside it may stand " + String.join(", ", known) + ".",
                    exception);
        } else if (exception instanceof InvalidNullException) {
            return Refusal.of(place + " must not be null", "Give it a value, or leave out what holds it.", exception);
        } else if (exception instanceof MismatchedInputException
                && said.startsWith("Missing required creator property")) {
            return Refusal.of(place + " is missing", "Add it, or run the command that made the file again.", exception);
        }
        String why = (path.isEmpty() ? "" : path + ": ") + Fault.shortened(said);
        return Refusal.of(file + " is damaged or not what it should be: " + why, again, exception);
    }
}
