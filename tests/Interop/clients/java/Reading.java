package interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a service does with an OPI, as ../README.md describes it. */
public final class Reading {
    private static final Path FOLDER = Path.of(System.getProperty("folder", "."));

    /** Writes down what was read. Whether the wish asks for a typed fault; throws when it asks for an exception. */
    public static boolean refuses(Object donnees) {
        try {
            Map<String, String> values = new TreeMap<>();
            Beans.values(donnees, "", values);
            List<String> lines = values.entrySet().stream().map(v -> v.getKey() + "\t" + v.getValue()).toList();
            Files.write(FOLDER.resolve(values.get("individu.codOpiIntEpo") + ".tsv"), lines);
            String end = values.get("voeux.item[0].codEtp");
            if ("PANNE".equals(end)) throw new IllegalStateException(answer(end)[1]);
            return "FAUTE".equals(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The dotted code of the typed fault. */
    public static String code() {
        String[] fault = answer("FAUTE");
        return String.join(".", fault[1], fault[2], fault[3], fault[4]);
    }

    public static <T> T fill(T fault) {
        String[] names = { "type", "domaine", "nature", "element", "lastErrorMsg" };
        String[] values = answer("FAUTE");
        try {
            for (int i = 0; i < names.length; i++) Beans.fill(fault, List.of(new Plan.Field(names[i], values[i + 1])));
            return fault;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String[] answer(String end) {
        try {
            return Files.readAllLines(FOLDER.resolve("answers.tsv")).stream().map(line -> line.split("\t"))
                .filter(part -> part[0].equals(end)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading() {
    }
}
