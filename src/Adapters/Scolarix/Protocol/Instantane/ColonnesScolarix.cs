namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>The default columns (docs/reference/scolarix.md).</summary>
public static class ColonnesScolarix
{
    public static IReadOnlyList<ColonneScolarix> ParDefaut { get; } =
    [
        .. new (string Entete, string Source)[]
        {
            ("NUMERO_PARCOURSUP", "codeCandidat"), ("INE", "ine"), ("CIVILITE", "civilite"),
            ("NOM", "nom"), ("PRENOM", "prenom"), ("PRENOM2", "prenom2"), ("PRENOM3", "prenom3"),
            ("DATE_NAISSANCE", "dateNaissance"), ("COMMUNE_NAISSANCE", "communeNaissance"),
            ("DEPARTEMENT_NAISSANCE", "departementNaissance"),
            ("PAYS_NAISSANCE", "codePaysNaissance"), ("NATIONALITE", "codePaysNationalite"),
            ("ADRESSE1", "adresse1"), ("ADRESSE2", "adresse2"), ("ADRESSE3", "adresse3"), ("CODE_POSTAL", "codePostal"),
            ("COMMUNE", "commune"), ("PAYS", "codePays"),
            ("TEL_FIXE", "telFixe"), ("TEL_MOBILE", "telMobile"), ("MAIL", "mail"),
            ("BAC_ANNEE", "anneeBac"), ("BAC_SERIE", "serieBac"), ("BAC_MENTION", "mentionBac"),
            ("UAI_ORIGINE", "codeEtablissementOrigine"),
        }.Select(c => new ColonneScolarix { Entete = c.Entete, Source = c.Source }),
    ];
}
