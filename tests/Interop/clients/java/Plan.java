package interop;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls to make, as ../README.md describes them. */
final class Plan {
    record Contract(String namespace, URL wsdl) {
        /** Last part of a Java package that is generated for this namespace or its service. */
        String name() {
            return namespace.substring(namespace.lastIndexOf('.') + 1);
        }
    }

    record Field(String path, String value) {
    }

    record Call(String id, Contract contract, String version, String address, String login, String password, List<Field> fields) {
    }

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    static List<Call> read(String file) throws IOException {
        Map<String, Contract> contracts = new TreeMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(file))) {
            String[] part = line.split("\t", -1);
            switch (part[0]) {
                case "contract" -> contracts.put(part[1], new Contract(part[2], new URL(part[3])));
                case "call" -> calls.add(new Call(part[1], contracts.get(part[2]), part[3], part[4], part[5], part[6], new ArrayList<>()));
                case "set" -> calls.get(calls.size() - 1).fields().add(new Field(part[1], part[2]));
                case "nil" -> calls.get(calls.size() - 1).fields().add(new Field(part[1], null));
                default -> { }
            }
        }
        return calls;
    }

    static void result(Call call, String... words) {
        OUT.println("result\t" + call.id() + "\t" + String.join("\t", words).replaceAll("[\r\n]+", " "));
    }

    private Plan() {
    }
}
