using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Questions to a content whose answers are needed outside of its transport.</summary>
public static class OpiContenuQueries
{
    /// <summary>The wishes in their order; null when the content says nothing of them, empty when it says there are none.</summary>
    public static IReadOnlyList<VoeuContenu>? ReadVoeux(this OpiContenu contenu)
    {
        if (contenu.Voeux is null) return null;
        using var json = JsonDocument.Parse(contenu.Voeux);
        if (!json.RootElement.TryGetProperty("item", out var items)) return [];
        return [.. items.EnumerateArray().Select(item => new VoeuContenu(
            Text(item, "codCge") ?? "",
            Text(item, "codEtp") ?? "",
            Number(item, "codVrsVet"),
            Text(item, "codDecVeu") ?? "",
            Number(item, "numCls"),
            Text(item, "codCatOuiSi")))];
    }

    /// <summary>Null when the content has no individual.</summary>
    public static IdentiteContenu? ReadIdentite(this OpiContenu contenu)
    {
        if (contenu.Individu is null) return null;
        using var json = JsonDocument.Parse(contenu.Individu);
        var individu = json.RootElement;
        return new IdentiteContenu(
            Text(individu, "codOpiIntEpo"),
            Ine.Normalize(IneConversion.Whole(Text(individu, "etatCivil", IneConversion.Nne),
                Text(individu, "etatCivil", IneConversion.Cle))),
            Text(individu, "etatCivil", "libNomPatIndOpi"),
            Text(individu, "etatCivil", "libPr1IndOpi"),
            Text(individu, "donneesNaissance", "dateNaiIndOpi"));
    }

    private static string? Text(JsonElement parent, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (!parent.TryGetProperty(name, out parent)) return null;
        return parent.GetString();
    }

    private static int Number(JsonElement parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
