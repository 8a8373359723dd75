using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Reports, value by value, what a version or a release cannot carry.</summary>
internal static class OpiLosses
{
    /// <param name="node">The block in the target's version; null when that version has no such block.</param>
    /// <param name="value">The JSON of the block.</param>
    /// <param name="path">The block's name.</param>
    public static void Report(OpiNode? node, JsonElement value, string path, OpiVersion version, ApogeeRelease release,
        List<Modification> losses)
    {
        if (node is null)
            Add(value, path, $"n'existe pas dans la version {version.Numero} de l'opération", losses);
        else if (node.Element.Depuis > release)
            Add(value, path, $"n'existe qu'à partir d'Apogée {node.Element.Depuis}", losses);
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                ReportMembers(node, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{++index}]"), version, release, losses);
        }
        else if (value.ValueKind == JsonValueKind.Object)
            ReportMembers(node, value, path, version, release, losses);
    }

    /// <summary>Whether the version and the release carry anything of the value.</summary>
    public static bool Carries(OpiNode node, JsonElement value, ApogeeRelease release)
    {
        if (node.Element.Depuis > release) return false;
        if (value.ValueKind != JsonValueKind.Object) return true;
        foreach (var member in value.EnumerateObject())
            if (node.Child(member.Name) is { } child && Carries(child, member.Value, release)) return true;
        return false;
    }

    private static void ReportMembers(OpiNode node, JsonElement value, string path, OpiVersion version, ApogeeRelease release,
        List<Modification> losses)
    {
        foreach (var member in value.EnumerateObject())
            Report(node.Child(member.Name), member.Value, $"{path}.{member.Name}", version, release, losses);
    }

    private static void Add(JsonElement value, string path, string reason, List<Modification> losses)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject()) Add(member.Value, $"{path}.{member.Name}", reason, losses);
        else
            losses.Add(new Modification(path, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), null,
                "non transmis : " + reason));
    }
}
