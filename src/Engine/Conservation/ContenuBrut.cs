using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>What of raw content is about a person, and the content without it.</summary>
/// <param name="Parties">Empty when nothing is.</param>
/// <param name="Reste">Empty when all of it is.</param>
internal sealed record PartDePersonne(IReadOnlyList<string> Parties, byte[] Reste);

/// <summary>
/// Finds a person in raw bytes: the element of a list in JSON, the line of a table, the whole of anything else. A raw message is a copy of
/// what was applied: where too much of it goes, nothing but a proof is lost.
/// </summary>
internal static class ContenuBrut
{
    private static readonly PartDePersonne Nothing = new([], []);
    private static readonly char[] Separators = [';', ',', '\t', '|'];

    public static PartDePersonne PartDe(byte[] contenu, Qui qui)
    {
        if (IsZip(contenu)) return HoldsInZip(contenu, qui) ? new(["(classeur)"], []) : Nothing;
        var start = contenu.AsSpan().TrimStart("\uFEFF \t\r\n"u8);
        if (start.IsEmpty) return Nothing;
        if (start[0] == (byte)'<') return OfText(contenu, qui);
        // Most messages are about others: a look at the bytes saves reading them.
        if (qui.Indices.Count > 0 && !qui.Indices.Any(i => Holds(contenu, i))) return Nothing;
        return start[0] is (byte)'{' or (byte)'[' ? OfJson(contenu, qui) : OfLines(contenu, qui);
    }

    private static PartDePersonne OfJson(byte[] contenu, Qui qui)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(contenu.AsSpan().TrimStart("\uFEFF"u8).ToArray());
        }
        catch (JsonException)
        {
            // One object a line, or torn: line by line.
            return OfLines(contenu, qui);
        }

        var taken = new List<string>();
        if (root is null) return Nothing;
        if (Take(root, qui, taken)) return new([root.ToJsonString(JsonText.Options)], []);
        return taken.Count == 0 ? Nothing : new(taken, Encoding.UTF8.GetBytes(root.ToJsonString(JsonText.Options)));
    }

    // True when all of the node is about the person; of lists below it only the elements that are.
    private static bool Take(JsonNode node, Qui qui, List<string> taken)
    {
        switch (node)
        {
            case JsonArray list:
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (list[i] is not { } element || !Take(element, qui, taken)) continue;
                    taken.Add(element.ToJsonString(JsonText.Options));
                    list.RemoveAt(i);
                }

                return false;
            case JsonObject members:
                if (IsAbout(members, qui)) return true;
                foreach (var member in members)
                    if (member.Value is JsonArray or JsonObject) Take(member.Value, qui, taken);
                return false;
            default:
                return false;
        }
    }

    // By its own members and those of objects in it; a list in it may be of several people.
    private static bool IsAbout(JsonObject members, Qui qui)
    {
        var session = members["session"] is JsonValue value && int.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var year)
            ? year : (int?)null;
        return members.Any(member => member.Value switch
        {
            JsonObject inner => IsAbout(inner, qui),
            JsonValue scalar => IsAbout(member.Key, scalar.ToString(), session, qui),
            _ => false,
        });
    }

    private static bool IsAbout(string name, string text, int? session, Qui qui)
    {
        var named = name.Contains("candidat", StringComparison.OrdinalIgnoreCase)
            || name.Contains("dossier", StringComparison.OrdinalIgnoreCase);
        if (named && Number(text) is { } number) return qui.EstDossier(session, number);
        // A subject: session, file number, formation.
        if ((named || name == "id") && text.Split('/', '-') is [var year, var dossier, ..]
            && Number(year) is { } annee && Number(dossier) is { } its)
            return qui.EstDossier(annee, its);

        return qui.EstIne(text) || (name.Contains("opi", StringComparison.OrdinalIgnoreCase) && qui.EstNumero(text));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static PartDePersonne OfText(byte[] contenu, Qui qui)
    {
        var text = Encoding.UTF8.GetString(contenu);
        return qui.EstDans(text) || qui.Indices.Any(i => text.Contains($">{i}<", StringComparison.Ordinal))
            ? new([text], []) : Nothing;
    }

    // Latin-1 keeps every byte as it is, whatever the encoding.
    private static PartDePersonne OfLines(byte[] contenu, Qui qui)
    {
        var lines = Encoding.Latin1.GetString(contenu).Split('\n');
        var its = lines.Where(line => IsAbout(line, qui)).ToList();
        return its.Count == 0 ? Nothing
            : new([.. its.Select(line => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)))],
                Encoding.Latin1.GetBytes(string.Join('\n', lines.Where(line => !its.Contains(line)))));
    }

    private static bool IsAbout(string line, Qui qui)
    {
        if (line.StartsWith('{'))
        {
            try
            {
                return JsonNode.Parse(line) is JsonObject one && IsAbout(one, qui);
            }
            catch (JsonException)
            {
                return qui.EstDans(Lisible(line));
            }
        }

        return qui.EstDans(Lisible(line)) || line.Split(Separators).Select(field => field.Trim(' ', '"', '\r', '=')).Any(field =>
            (int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && qui.EstDossier(null, number))
            || qui.EstIne(field) || qui.EstNumero(field));
    }

    // As it was written, where that can be told: an accent in UTF-8 is two letters of Latin-1.
    private static string Lisible(string line)
    {
        var bytes = Encoding.Latin1.GetBytes(line);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : line;
    }

    private static bool IsZip(byte[] contenu) => contenu.AsSpan().StartsWith("PK"u8);

    private static bool HoldsInZip(byte[] contenu, Qui qui)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(contenu, writable: false));
            return zip.Entries.Any(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                return qui.EstDans(text) || qui.Indices.Any(i => text.Contains($">{i}<", StringComparison.Ordinal));
            });
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool Holds(byte[] contenu, string indice) => contenu.AsSpan().IndexOf(Encoding.ASCII.GetBytes(indice)) >= 0;
}
