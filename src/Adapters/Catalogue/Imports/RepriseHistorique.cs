using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>A history that is taken over: dates become the civil days of the nights, old names of statuses the present ones.</summary>
internal static class RepriseHistorique
{
    /// <summary>The entries as they are staged.</summary>
    public static string Lire(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array) throw new JsonException();
        return JsonSerializer.Serialize(
            array.EnumerateArray().Select(Entree).OrderBy(e => e.Date).TakeLast(Historique.Conservees), Issue.Json);
    }

    /// <summary>The entries of a formation, as they are kept.</summary>
    public static IEnumerable<EntreeRow> Lignes(long formation, string entrees) =>
        from day in JsonSerializer.Deserialize<List<EntreeHistorique>>(entrees, Issue.Json)!.GroupBy(e => e.Date)
        from entry in day.Index()
        select new EntreeRow
        {
            Jour = day.Key, Formation = formation, Rang = entry.Index, Statut = entry.Item.Statut, Auteur = entry.Item.Auteur,
        };

    private static EntreeHistorique Entree(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw new JsonException();
        var (date, status) = (Texte(entry, "date"), Texte(entry, "parcoursup_statut") ?? Texte(entry, "status"));
        if (!JourCivil.TryParse(date, out var day)) throw new FormatException(DateRecue.Refus(date ?? "", DateRecue.FormeJour));
        return new(day, Statuts.Lire(status) ?? throw new FormatException($"{Cite.De(status)} n'est pas un statut du catalogue."),
            Texte(entry, "auteur"));
    }

    private static string? Texte(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? new ValeurFlux(value).Texte : null;
}
