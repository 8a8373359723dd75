using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The dossiers that were processed in Fregata.</summary>
public sealed record DemandeTraitement(IReadOnlyList<LigneTraitement?>? Inscriptions);

/// <param name="Corrections">What Fregata holds where it differs, by field.</param>
public sealed record LigneTraitement(string? Id, IReadOnlyDictionary<string, JsonElement>? Corrections) : ILigne
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Inconnus { get; init; }
}

public enum ResultatTraitement
{
    Traite,
    Refuse,
}

public sealed record RapportTraitement(int Traites, int Refuses, IReadOnlyList<LigneRapportTraitement> Inscriptions);

public sealed record LigneRapportTraitement(string? Id, ResultatTraitement Resultat, string? Champ, string Message);
