using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>
/// The shape of each object of the contract: every field has to stand there, unknown values are null where that is
/// allowed, and nothing else may stand there.
/// </summary>
internal sealed class Formes(Anomalies anomalies)
{
    // A name with ? may be null; with [] it is a list; what follows : is the shape of the object or of each item.
    private static readonly Dictionary<string, string> Champs = new(StringComparer.Ordinal)
    {
        ["import"] =
            "id etat source anneeScolaire date utilisateur role? nombreCandidats nombreResponsables message? avertissement? annuleLe? "
                + "annulePar?",
        ["dossier"] =
            "id etat origine anneeScolaire importation:importation apprenant:apprenant responsables[]:responsable formation:formation "
            + "reponse reponseDefinitive "
            + "cursusAmenage?:cursus internat cesure dateReponse? differences[]:difference problemes[]:probleme traitement?:traitement "
                + "validation?:validation desistement?",
        ["importation"] = "id date",
        ["apprenant"] =
            "codeCandidat ine? sexe? nom prenom prenom2? prenom3? dateNaissance? codeCommuneNaissance? libelleCommuneNaissance? "
            + "codePaysNaissance? codePaysNationalite? adresse?:adresse mail? telMobile? telFixe? codeEtablissementOrigine? bac?:bac",
        ["adresse"] = "ligne1? ligne2? ligne3? codePostal? codeCommune? libelleCommune? codePays?",
        ["bac"] = "annee? mois? serie? mention?",
        ["responsable"] = "nom? prenom? mail? tel? adresse?:adresse",
        ["formation"] = "codeFormationPsup libelle? mef? libelleMef? regime? division?",
        ["cursus"] = "codeAmenagement libelle?",
        ["difference"] = "champ fregata? parcoursup?",
        ["probleme"] = "champ message",
        ["traitement"] = "date utilisateur",
        ["validation"] = "date ine? le utilisateur",
        ["rapport"] = "id nature date utilisateur informes aReessayer refuses enCours sansObjet inscriptions[]:ligne",
        ["controles"] = "possibleAPartirDu? prets dejaValides aCorriger inscriptions[]:controle",
        ["controle"] = "id resultat problemes[]:probleme",
        ["traites"] = "traites refuses inscriptions[]:ligne",
        ["ligne"] = "id resultat champ? message",
        ["suivi"] = "id codeCandidat nom prenom etat traite traiteLe? traitePar? responsables[]:nomme",
        ["nomme"] = "nom? prenom?",
    };

    /// <param name="admis">Further fields that this answer has, in the notation of the table.</param>
    public void Verifier(JsonNode? node, string forme, string ou, string admis = "")
    {
        if (node is not JsonObject objet)
        {
            anomalies.Noter($"{ou} : un objet « {forme} » était attendu");
            return;
        }

        var champs = $"{Champs[forme]} {admis}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Champ.Lire).ToList();
        foreach (var inconnu in objet.Select(c => c.Key).Except(champs.Select(c => c.Nom)))
            anomalies.Noter($"{ou} : champ inconnu « {inconnu} »");
        foreach (var champ in champs)
            Verifier(objet, champ, ou);
    }

    private void Verifier(JsonObject objet, Champ champ, string ou)
    {
        if (!objet.TryGetPropertyValue(champ.Nom, out var valeur))
        {
            anomalies.Noter($"{ou} : le champ « {champ.Nom} » manque");
            return;
        }

        if (valeur is null)
        {
            if (!champ.Nul)
                anomalies.Noter($"{ou} : « {champ.Nom} » est nul");
            return;
        }

        if (champ.Liste && valeur.GetValueKind() != JsonValueKind.Array)
            anomalies.Noter($"{ou} : « {champ.Nom} » n'est pas une liste");
        else if (champ.Liste && champ.Forme is { } forme)
            foreach (var item in valeur.AsArray()) Verifier(item, forme, $"{ou}.{champ.Nom}");
        else if (champ.Forme is not null)
            Verifier(valeur, champ.Forme, $"{ou}.{champ.Nom}");
    }

    private sealed record Champ(string Nom, bool Nul, bool Liste, string? Forme)
    {
        public static Champ Lire(string notation)
        {
            var parts = notation.Split(':');
            var nom = parts[0].TrimEnd('?');
            return new Champ(nom.Replace("[]", "", StringComparison.Ordinal), parts[0].EndsWith('?'),
                nom.EndsWith("[]", StringComparison.Ordinal), parts.ElementAtOrDefault(1));
        }
    }
}
