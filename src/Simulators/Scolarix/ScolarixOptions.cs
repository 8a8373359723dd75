namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>What this Scolarix was set up to expect; whatever differs from it is refused.</summary>
public sealed record ScolarixOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Code of the établissement in the names of the files.</summary>
    public required string Etablissement { get; init; }

    public required int Session { get; init; }

    /// <summary>Where the snapshots appear.</summary>
    public required string Dossier { get; init; }

    /// <summary>Where the daily return is put.</summary>
    public required string DossierRetour { get; init; }

    public string Encodage { get; init; } = "UTF-8";

    public char Separateur { get; init; } = ';';

    public string FormatDate { get; init; } = "dd/MM/yyyy";

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<string> Colonnes { get; init; } = ColonnesScolarix.ParDefaut;
}

/// <summary>The columns that Scolarix understands.</summary>
public static class ColonnesScolarix
{
    public const string Numero = "NUMERO_PARCOURSUP";
    public const string Ine = "INE";

    public static readonly IReadOnlyList<string> ParDefaut =
    [
        Numero, Ine, "CIVILITE", "NOM", "PRENOM", "PRENOM2", "PRENOM3", "DATE_NAISSANCE",
        "COMMUNE_NAISSANCE", "DEPARTEMENT_NAISSANCE", "PAYS_NAISSANCE", "NATIONALITE",
        "ADRESSE1", "ADRESSE2", "ADRESSE3", "CODE_POSTAL", "COMMUNE", "PAYS", "TEL_FIXE", "TEL_MOBILE", "MAIL",
        "BAC_ANNEE", "BAC_SERIE", "BAC_MENTION", "UAI_ORIGINE",
    ];
}
