using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>Inscriptions validated in Fregata, or validated ones that are cancelled.</summary>
public sealed record DemandeValidation(IReadOnlyList<LigneValidation?>? Inscriptions);

/// <param name="Ine">The INE or INA; asked for by a validation only.</param>
/// <param name="Date"><c>yyyy-MM-dd</c>; today when absent.</param>
public sealed record LigneValidation(string? Id, string? Ine, string? Date) : ILigne
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Inconnus { get; init; }
}

public enum NatureRapport
{
    Validation,
    Annulation,
}

/// <summary>What became of one line of a report.</summary>
public enum ResultatValidation
{
    /// <summary>Parcoursup was informed.</summary>
    Informe,

    /// <summary>It could not be yet; the gateway goes on trying.</summary>
    SeraReessaye,

    /// <summary>Refused, by the gateway or by Parcoursup.</summary>
    Refuse,

    /// <summary>Under way: the report is to be read again.</summary>
    EnCours,

    /// <summary>Recorded, and Parcoursup has nothing to know.</summary>
    SansObjet,
}

/// <summary>The validation report (seed 002).</summary>
public sealed record RapportValidation(
    long Id, NatureRapport Nature, DateTimeOffset Date, string Utilisateur, int Informes, int AReessayer, int Refuses, int EnCours,
    int SansObjet,
    IReadOnlyList<LigneRapport> Inscriptions);

/// <param name="Champ">
/// What was refused: a field of the line, <c>etat</c> of the dossier, or <c>parcoursup</c> where Parcoursup refused.
/// </param>
public sealed record LigneRapport(string? Id, ResultatValidation Resultat, string? Champ, string Message);
