namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>What a column holds.</summary>
internal enum GenreColonne
{
    Texte,
    Booleen,
    Jour,
    Fiche,
    Mefs,
    Jours,
    Cles,
}

/// <summary>A column of the feed, by the name that the feed gives it.</summary>
internal sealed record Colonne(string Nom, GenreColonne Genre)
{
    public const string Cle = "cle_ministere_educatif";
    public const string Remplace = "cle_me_remplace";

    /// <summary>In the order in which they are kept; that of a file does not matter.</summary>
    public static IReadOnlyList<Colonne> Flux { get; } =
    [
        new("published", GenreColonne.Booleen), new("catalogue_published", GenreColonne.Booleen),
        new("forced_published", GenreColonne.Booleen), new("niveau", GenreColonne.Texte), new("diplome", GenreColonne.Texte),
        new("intitule_long", GenreColonne.Texte), new("libelle_court", GenreColonne.Texte),
        new("niveau_formation_diplome", GenreColonne.Texte), new("cfd", GenreColonne.Texte), new("cfd_entree", GenreColonne.Texte),
        new("cfd_outdated", GenreColonne.Booleen), new("cfd_date_fermeture", GenreColonne.Jour),
        new("CI_inscrit_rncp", GenreColonne.Texte), new("rncp_code", GenreColonne.Texte), new("rncp_details", GenreColonne.Fiche),
        new("bcn_mefs_10", GenreColonne.Mefs), new("parcoursup_mefs_10", GenreColonne.Mefs), new("duree", GenreColonne.Texte),
        new("annee", GenreColonne.Texte), new("num_academie", GenreColonne.Texte), new("date_debut", GenreColonne.Jours),
        new("uai_formation", GenreColonne.Texte), new(Remplace, GenreColonne.Cles),
    ];

    /// <summary>What <c>--reprise</c> takes besides, and nothing else does.</summary>
    public static IReadOnlyList<string> Reprise { get; } =
    [
        "parcoursup_statut", "parcoursup_id", "parcoursup_error", "parcoursup_statut_history", "last_statut_update_date",
        "last_update_at", "rejection", "parcoursup_published", "demandeur",
    ];
}
