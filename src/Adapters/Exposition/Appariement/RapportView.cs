using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>The report of a run as scripts and people see it; every count adds up.</summary>
internal sealed record RapportView
{
    public required int Total { get; init; }

    [JsonPropertyName("Couvert")]
    public required int Couvert { get; init; }

    [JsonPropertyName("Sous le seuil")]
    public required int SousLeSeuil { get; init; }

    [JsonPropertyName("Non couvert")]
    public required int NonCouvert { get; init; }

    public required IReadOnlyList<LigneRapportView> Lignes { get; init; }

    /// <summary>Of all lines that are not covered, those under the threshold among them.</summary>
    public required IReadOnlyDictionary<string, int> Raisons { get; init; }

    /// <summary>The same by who can do something about them.</summary>
    public required IReadOnlyDictionary<string, int> Acteurs { get; init; }

    public required IReadOnlyList<GainView> Gains { get; init; }
    public required DifferencesView Differences { get; init; }

    public static RapportView De(RapportAppariement rapport, IReadOnlyList<ChangementLigne> changements, DateOnly? precedente) => new()
    {
        Total = rapport.Total,
        Couvert = rapport.Couvert,
        SousLeSeuil = rapport.SousLeSeuil,
        NonCouvert = rapport.NonCouvert,
        Lignes = [.. rapport.Lignes.Select(LigneRapportView.De)],
        Raisons = MotsRapport.Raisons(rapport.Raisons),
        Acteurs = rapport.Raisons.GroupBy(r => r.Key.Acteur(), r => r.Value).ToDictionary(g => g.Key, g => g.Sum()),
        Gains = [.. rapport.Gains.Select(g => new GainView(g.Etape, g.Gain, g.Cumul))],
        Differences = DifferencesView.De(changements, precedente),
    };
}

/// <summary>Coverage of one type of diploma, way and scope.</summary>
internal sealed record LigneRapportView
{
    public required string Type { get; init; }
    public required string Filiere { get; init; }
    public string? Scope { get; init; }
    public required int Total { get; init; }

    [JsonPropertyName("Couvert")]
    public required int Couvert { get; init; }

    [JsonPropertyName("Sous le seuil")]
    public required int SousLeSeuil { get; init; }

    [JsonPropertyName("Non couvert")]
    public required int NonCouvert { get; init; }

    /// <summary>Lines that the platform parameterised itself.</summary>
    public required int Parametrees { get; init; }

    public required IReadOnlyDictionary<string, int> Raisons { get; init; }

    public static LigneRapportView De(LigneRapport l) => new()
    {
        Type = l.Type, Filiere = l.Filiere, Scope = MotsRapport.Scope(l.Scope), Total = l.Total, Couvert = l.Couvert,
        SousLeSeuil = l.SousLeSeuil, NonCouvert = l.NonCouvert, Parametrees = l.Parametrees, Raisons = MotsRapport.Raisons(l.Raisons),
    };
}

internal sealed record GainView(string Etape, int Gain, int Cumul);

/// <summary>What changed since the run before.</summary>
/// <param name="Depuis">Its day; null for the first run.</param>
internal sealed record DifferencesView(DateOnly? Depuis, int Gagnees, int Perdues, IReadOnlyList<ChangementView> Lignes)
{
    public static DifferencesView De(IReadOnlyList<ChangementLigne> changements, DateOnly? precedente) => new(precedente,
        changements.Count(c => c.Vers == Couverture.Couvert), changements.Count(c => c.De == Couverture.Couvert),
        [.. changements.Select(c => new ChangementView(c.Cle, c.De?.Mot(), c.Vers?.Mot(), c.Motif))]);
}

internal sealed record ChangementView(
    [property: JsonPropertyName("CODEFORMATIONACCUEIL")] string Cle, string? De, string? Vers, string Motif);

internal static class MotsRapport
{
    public static string? Scope(bool? scope) => scope switch { true => "Oui", false => "Non", null => null };

    public static IReadOnlyDictionary<string, int> Raisons(IReadOnlyDictionary<RaisonNonCouvert, int> raisons) =>
        raisons.ToDictionary(r => r.Key.Mot(), r => r.Value);
}
