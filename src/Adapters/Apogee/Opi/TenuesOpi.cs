using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// What is held of persons by their OPI number (rule J5). An OPI that another client brought is of no session: it grows old with the raw
/// messages.
/// </summary>
internal static class TenuesOpi
{
    private const string Number =
        "cod_opi IN (SELECT cod_opi FROM candidat WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier)";

    private const string OfPerson = $"({Number} OR cod_opi IN @cites)";

    private static readonly TextesCites Individus = new("opi_recue", "cod_opi", "individu", Noms: true)
    {
        Lire = individu => !TexteEfface.Est(individu) && new OpiContenu { Individu = individu }.ReadIdentite() is { } identite
            ? new(identite.Ine, Opi.Personne.IdentiteOf(identite)) : null,
    };

    private const string Old = "ordre <= COALESCE((SELECT MAX(id) FROM message_entrant WHERE recu_le < @avant), 0)";

    private const string Received =
        $"destination = '{DestinationOpi.Name}' AND etablissement = @code AND sujet IN (SELECT 'opi/' || cod_opi FROM opi_recue WHERE "
        + $"etablissement = @code AND {OfPerson})";

    // Those whose OPI has gone: nothing can be rendered of them any more.
    private const string Left =
        $"destination = '{DestinationOpi.Name}' AND sujet LIKE 'opi/%' AND NOT EXISTS (SELECT 1 FROM opi_recue o "
        + "WHERE o.etablissement = livraison.etablissement AND 'opi/' || o.cod_opi = livraison.sujet)";

    public static IEnumerable<TableTenue> Tables =>
    [
        new("echange", "échanges")
        {
            Rang = 5, Etablissement = "1 = 0", Cites = Individus, Personne = $"livraison IN (SELECT id FROM livraison WHERE {Received})",
        },
        new("livraison", "livraisons") { Rang = 20, Personne = Received, Cites = Individus, Age = Left, Duree = DureeTenue.Messages },
        new("opi_recue", "OPI reçues")
        {
            Rang = 30, Cle = "etablissement, cod_opi", Personne = OfPerson, Cites = Individus, Age = Old, Duree = DureeTenue.Messages,
        },
        new("inscription", "inscriptions")
        {
            Rang = 20, Cle = "etablissement, cle",
            Personne = "EXISTS (SELECT 1 FROM candidat c WHERE c.etablissement = @code AND c.session = @annee "
                + "AND c.code_candidat = @dossier AND c.cod_opi IS NOT NULL AND inscription.cle LIKE '%/OPI ' || c.cod_opi || '/%')",
        },
    ];

    public static TableTenue Recherches => new("recherche_etudiant", "recherches d'étudiants")
    {
        Rang = 10, Cle = "etablissement, cle", Age = "demandee_le < @avant",
        Session = "cle IN (SELECT 'opi:' || cod_opi FROM candidat WHERE etablissement = @code AND session = @annee)",
        Personne = "ine IN @ines OR cle IN (SELECT 'opi:' || cod_opi FROM candidat WHERE etablissement = @code AND session = @annee "
            + "AND code_candidat = @dossier)",
    };
}
