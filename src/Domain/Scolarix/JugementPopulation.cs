using System.Globalization;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Domain.Scolarix;

/// <summary>Whether a candidate stands in Scolarix's file.</summary>
public enum Presence
{
    Presente,
    Absente,

    /// <summary>Nobody knows whether he has the baccalauréat: a person decides (rule G1).</summary>
    ADecider,

    /// <summary>His answer is open: he keeps the place that he had in the last file, whichever it was.</summary>
    CommeAvant,

    /// <summary>He belongs in the file, and a defect that a person has to mend keeps him out of it.</summary>
    Ecartee,
}

/// <summary>
/// Why; the change from one snapshot to the next is told with it. Indexes of snapshots hold the number of a reason: new
/// ones come at the end.
/// </summary>
public enum RaisonPopulation
{
    BacObtenu,
    DejaTitulaire,
    DiplomeEquivalent,
    TitulaireDeclare,
    OuiEnAttente,
    SansReponse,
    Desiste,
    NonBachelier,
    Rattrapage,
    BacInconnu,
    InscritAilleurs,
    EnReserve,

    /// <summary>Something that Scolarix needs of everybody is missing.</summary>
    Incomplet,

    /// <summary>Another dossier of the same INE is written (rule A5).</summary>
    DoubleIne,
}

/// <summary>What a place in the file depends on.</summary>
public sealed record FaitsPopulation
{
    /// <summary>The candidate's wishes with the decision that counts for each.</summary>
    public required IReadOnlyList<VoeuDecide> Voeux { get; init; }

    public required int Session { get; init; }

    public ResultatBac? Bac { get; init; }

    /// <summary>Year of the baccalauréat that he is registered for, or holds.</summary>
    public int? AnneeBac { get; init; }

    /// <summary>A foreign or equivalent diploma, as the établissement's table of series says.</summary>
    public bool DiplomeEquivalent { get; init; }

    /// <summary>What a person declared: he holds the baccalauréat, or he does not.</summary>
    public bool? Declaration { get; init; }

    /// <summary>Rule F4.</summary>
    public bool InscritAilleurs { get; init; }
}

/// <summary>The place of a candidate in the file and its reason.</summary>
/// <param name="Motif">In French, as an administrator reads it.</param>
/// <param name="Source">The rule or guide behind it.</param>
public sealed record JugementPopulation(Presence Presence, RaisonPopulation Raison, string Motif, string Source)
{
    /// <summary>Scolarix refuses a whole file for one empty field: whoever lacks one stays out, and the others come in.</summary>
    /// <param name="colonnes">The headers of the columns that would be empty.</param>
    public static JugementPopulation Incomplet(IReadOnlyList<string> colonnes) => new(
        Presence.Ecartee, RaisonPopulation.Incomplet,
        $"Fiche incomplète : il manque {string.Join(", ", colonnes)}. À compléter dans Parcoursup ; le candidat entrera de lui-même.",
        "règle C3");

    /// <summary>Another person bears the same INE: until it is mended everybody keeps the place that he has.</summary>
    public static JugementPopulation IneConteste(string motif) => new(Presence.CommeAvant, RaisonPopulation.EnReserve, motif, "règle K2");

    /// <summary>
    /// Of several dossiers with one INE the one of the most recent answer is written: Scolarix refuses a file with an INE twice.
    /// </summary>
    public static JugementPopulation DoubleIne(int retenu) => new(
        Presence.Ecartee, RaisonPopulation.DoubleIne,
        string.Create(CultureInfo.InvariantCulture,
            $"Même INE que le dossier {retenu}, dont la réponse est plus récente : seul celui-ci est écrit."), "règle A5");
}
