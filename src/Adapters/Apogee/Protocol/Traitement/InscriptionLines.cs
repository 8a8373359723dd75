using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Turns the lines of <c>declarerInscriptions</c> into the JSON of the REST intake. Nothing is judged here: each line
/// is, alone, by the one reader of enrolments.
/// </summary>
internal static class InscriptionLines
{
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "session", "codeCandidat", "codeFormationPsup", "codOpiIntEpo", "codEtu", "ine", "type", "origine", "dateMaj",
    };

    private static readonly HashSet<string> Booleans = new(StringComparer.Ordinal) { "premiereAnnee", "payee", "annulee" };

    private static readonly HashSet<string> OfVet = new(StringComparer.Ordinal) { "codCge", "codEtp", "codVrsVet" };

    public static JsonObject Read(XmlReader reader)
    {
        var line = new JsonObject();
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            var name = reader.LocalName;
            if (name == "vet" && !reader.IsNil())
                line[name] = ReadVet(reader);
            else if (Texts.Contains(name))
                Set(line, name, reader.ReadTextOrNull()?.Trim());
            else if (Booleans.Contains(name))
                Set(line, name, reader.ReadTextOrNull()?.Trim() switch { "true" or "1" => true, "false" or "0" => false, var other =>
                    other });
            else
                reader.Skip();
        }

        return line;
    }

    public static ReadOnlyMemory<byte> ToJson(IEnumerable<JsonObject> lines) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. lines]));

    private static JsonObject ReadVet(XmlReader reader)
    {
        var vet = new JsonObject();
        var children = reader.EnterElement();
        while (children.MoveNext())
            if (OfVet.Contains(reader.LocalName)) Set(vet, reader.LocalName, reader.ReadTextOrNull()?.Trim());
            else reader.Skip();
        return vet;
    }

    private static void Set(JsonObject line, string name, JsonNode? value)
    {
        if (value is not null) line[name] = value;
    }
}
