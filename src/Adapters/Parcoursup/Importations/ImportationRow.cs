using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

internal enum EtatImportation
{
    /// <summary>The file is read without changing anything.</summary>
    Analyse,

    /// <summary>The dry run is done; a person confirms or drops it.</summary>
    AConfirmer,

    /// <summary>What was confirmed is being applied.</summary>
    Application,
    Terminee,
    Abandonnee,
    Echec,
}

/// <summary>A row of <c>importation</c>: a file of Parcoursup's CSV export, its analysis and its application.</summary>
internal sealed class ImportationRow
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public int Session { get; init; }
    public int CodeFormation { get; init; }
    public string Uai { get; init; } = "";

    /// <summary>Name of the file, as whoever sent it called it.</summary>
    public string? Fichier { get; init; }

    /// <summary>Number of the stored body.</summary>
    public long Corps { get; init; }
    public string Encodage { get; init; } = "";
    public long Octets { get; init; }
    public string Etat { get; init; } = "";
    public string Par { get; init; } = "";
    public DateTimeOffset DeposeeLe { get; init; }
    public string? ConfirmeePar { get; init; }
    public DateTimeOffset? TermineeLe { get; init; }

    /// <summary>Number in the journal, from the confirmation on: its place among the other messages (rule B5).</summary>
    public long? MessageEntrant { get; init; }

    /// <summary>Lines that the present phase has gone through: its cursor.</summary>
    public long Lignes { get; init; }
    public long OctetsTraites { get; init; }

    /// <summary>Counts of the present phase (<see cref="Bilan"/>).</summary>
    public string Bilan { get; init; } = "{}";

    /// <summary>Result of the dry run (<see cref="RapportAnalyse"/>).</summary>
    public string? Rapport { get; init; }
    public string? Message { get; init; }

    /// <summary>
    /// The file among the other messages (rule B5): it was exported before it was deposited, so that whatever came since is newer.
    /// </summary>
    /// <param name="now">Business time.</param>
    public Arrivee Arrivee(DateTimeOffset now) => new()
    {
        Source = ParcoursupSource.Name, Ordre = MessageEntrant ?? long.MaxValue, Le = DeposeeLe, Recu = now, Instantane = true,
    };

    public Bilan LireBilan() => JsonText.Read<Bilan>(Bilan);
}

/// <summary>What becomes of the lines of a file.</summary>
internal sealed class Bilan
{
    public long Lignes { get; set; }

    /// <summary>Candidatures that were not known.</summary>
    public long Nouvelles { get; set; }
    public long Modifiees { get; set; }
    public long Inchangees { get; set; }

    /// <summary>A later answer is known (rule B5): the line changes nothing.</summary>
    public long Depassees { get; set; }

    /// <summary>Withdrawn since, as pulls have told (rule C7): a file does not bring it back.</summary>
    public long Desistees { get; set; }

    /// <summary>Accepted lines without a date of answer.</summary>
    public long SansReponse { get; set; }
    public long Doublons { get; set; }
    public long Rejetees { get; set; }
    public long ValeursIgnorees { get; set; }

    /// <summary>Known candidatures of the formation that the file does not hold: told, never withdrawn.</summary>
    public long Absentes { get; set; }

    /// <summary>How many lines change each field.</summary>
    public SortedDictionary<string, long> ChampsModifies { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The report of the dry run.</summary>
/// <param name="Formation">What the person is about to confirm.</param>
internal sealed record RapportAnalyse(
    FormationVisee Formation, Bilan Bilan, IReadOnlyList<string> ColonnesLues, IReadOnlyList<string> ColonnesIgnorees,
    IReadOnlyList<string> ColonnesAbsentes);

/// <summary>The formation whose candidates the file is said to hold.</summary>
/// <param name="Libelle">Of the établissement's mapping; null where it has none.</param>
/// <param name="DansCorrespondance">False: nobody entered where it leads to.</param>
internal sealed record FormationVisee(int Code, string? Libelle, bool DansCorrespondance)
{
    public static FormationVisee Of(EtablissementModel? etablissement, int code)
    {
        var mapping = etablissement?.Formation(code);
        return new(code, mapping?.Libelle, mapping is not null);
    }

    public override string ToString() =>
        $"formation {Code}{(Libelle is null ? "" : $" « {Libelle} »")}"
        + (DansCorrespondance ? "" : " (absente de la correspondance des formations)");
}

internal enum NatureAnomalie
{
    /// <summary>A line that is not taken.</summary>
    Rejet,

    /// <summary>A value that is left out of a line that is taken.</summary>
    ValeurIgnoree,
    Doublon,
    Depassee,
    Desistee,
    Modification,
    Absente,
}

/// <summary>A row of <c>importation_anomalie</c>.</summary>
internal sealed class AnomalieRow
{
    public int Numero { get; init; }
    public string Nature { get; init; } = "";
    public int? Ligne { get; init; }
    public string? Colonne { get; init; }
    public int? CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string Message { get; init; } = "";
}
