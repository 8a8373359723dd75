using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Play;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>What the simulators say of themselves at the end.</summary>
internal sealed record EtatsFinaux(JsonNode Apogee, JsonNode Fregata, JsonNode Scolarix, JsonNode Parcoursup);

/// <summary>How the campaign ended, and in what each system differs from the oracle.</summary>
/// <param name="Anomalies">What was not as it had to be on the way.</param>
internal sealed record Bilan(EtatAttendu Attendu, Syntheses Syntheses, EtatsFinaux Etats, IReadOnlyList<string> Anomalies)
{
    private readonly (string Systeme, IReadOnlyList<string> Ecarts)[] _systemes =
    [
        ("Apogée", Comparaison.Apogee(Attendu, Etats.Apogee)),
        ("Fregata", ComparaisonFregata.Ecarts(Attendu.Fregata!, Etats.Fregata)),
        ("Scolarix", ComparaisonScolarix.Ecarts(Attendu.Scolarix!, Etats.Scolarix)),
        ("Parcoursup", Comparaison.Parcoursup(Attendu, Etats.Parcoursup)),
    ];

    /// <summary>What the catalogue's part came to; null when it was not played.</summary>
    public IReadOnlyList<string>? Catalogue { get; init; }

    public IReadOnlyList<(string Systeme, IReadOnlyList<string> Ecarts)> Systemes =>
        Catalogue is { } catalogue ? [.. _systemes, ("Catalogue", catalogue)] : _systemes;

    public IReadOnlyList<string> Ecarts => [.. Anomalies, .. Systemes.SelectMany(s => s.Ecarts)];

    public bool EstConforme => Ecarts.Count == 0;
}
