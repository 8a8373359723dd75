using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>What is answered of one candidate, to the letter: what the gateway knows, and what each system adds at its place.</summary>
public sealed partial class CandidatAnswerTests(PostgresServer postgres) : InscriptionTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task His_wishes_the_desired_state_and_the_deliveries_stand_in_order()
    {
        Etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        await StartAsync();
        await PushAndRestAsync(Voeu(17, Droit, amenagement: 1));
        await PushAndRestAsync(Voeu(17, Economie));
        await EnrolAsync(Ia(17));
        await RunAsync();
        await PushAndRestAsync(Voeu(17, Economie, situation: 3));
        using (var given = await Api.RawAsync(HttpMethod.Post, Etab.Path + "laissez-passer", """{"session":2026,"codeCandidat":17,"codeFormation":8843}"""))
            Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        await AtRestAsync();

        Assert.Equal(
            Joined("""
            {"candidat":{"session":2026,"codeCandidat":17,"ine":"000000017AA","sexe":"F","nom":"LefèvreR","prenom":"Zoé","dateNaissance":"2008-02-18","codeCommuneNaissance":"73065","departementNaissance":"73","codePaysNaissance":"FR","codePaysNationalite":"99100","adresse":{"ligne1":"1 rue de l'Église","codePostal":"73000","codeCommune":"73065","codePays":"FR"},
            "mail":"candidat.17@example.org","bac":{},
            "responsablesLegaux":[],
            "defauts":[],
            "key":{"session":2026,"codeCandidat":17}},
            "codOpiIntEpo":"17","voeux":[{"codeFormation":8842,"internat":false,"codeSituation":1,"codeAmenagement":1,"dateReponse":"05/06/2026 10:00","disparu":false,"uai":"0730013T","codeDecision":"S","motif":"Le candidat a accepté « Oui si en 3 ans » : cursus aménagé « Cursus aménagé OS3 » (catégorie OS3).","source":"fiche Parcoursup et Apogée §I.A","cursusAmenage":"Cursus aménagé OS3","prochaineEvaluation":"2026-07-08"},
            {"codeFormation":8843,"internat":false,"codeSituation":3,"codeAmenagement":0,"dateReponse":"05/06/2026 10:00","disparu":false,"uai":"0730013T","codeDecision":"D","motif":"Le candidat a refusé la proposition ou s'est désisté.","source":"fiche Parcoursup et Apogée §I.C"}],
            "opiSouhaitee":[{"codCge":"DRT","codEtp":"L1DRO3","codVrsVet":101,"codDecVeu":"S","codCatOuiSi":"OS3","mtfCat":"REM","cursusAmenage":"Cursus aménagé OS3","numCls":1,"motif":"Le candidat a accepté « Oui si en 3 ans » : cursus aménagé « Cursus aménagé OS3 » (catégorie OS3)."},
            {"codCge":"DRT","codEtp":"L1ECO","codVrsVet":101,"codDecVeu":"D","numCls":2,"motif":"Le candidat a refusé la proposition ou s'est désisté."}],
            "modifications":[{"champ":"nom","avant":"LefèvreR","apres":"LEFEVRER","raison":"caractères accentués ou non admis par Apogée remplacés"},
            {"champ":"prenom","avant":"Zoé","apres":"ZOE","raison":"caractères accentués ou non admis par Apogée remplacés"},
            {"champ":"adresse1","avant":"1 rue de l'Église","apres":"1 RUE DE L'EGLISE","raison":"caractères accentués ou non admis par Apogée remplacés"}],
            "avertissements":[],
            "reserves":[],
            "livraisons":[{"id":6,"destination":"apogee-laissez-passer","sujet":"2026/17/L1ECO-101","etat":"AJour","acquitte":"IAPRIMO","revisionVoulue":1,"revisionAcquittee":1,"tentatives":0,"modifieeLe":"instant"},
            {"id":1,"destination":"apogee-opi","sujet":"2026/17","etat":"AJour","acquitte":"SD","revisionVoulue":3,"revisionAcquittee":3,"tentatives":0,"modifieeLe":"instant"},
            {"id":3,"destination":"parcoursup-ia","sujet":"2026/17/8842","etat":"AJour","acquitte":"1","revisionVoulue":1,"revisionAcquittee":1,"tentatives":0,"message":"Requete correctement traitee","modifieeLe":"instant"}]}
            """), await TextAsync("candidats/2026/17"));
        Assert.Equal(
            Joined("""
            [{"le":"instant","instantMetier":"instant","nature":"Candidature","codeFormation":8842,"texte":"Candidature reçue : formation 8842, acceptée définitivement (réponse du 05/06/2026 10:00), aménagement 1.","source":"poussé par Parcoursup","message":1},
            {"le":"instant","instantMetier":"instant","nature":"Decision","codeFormation":8842,"texte":"Première décision : S. Le candidat a accepté « Oui si en 3 ans » : cursus aménagé « Cursus aménagé OS3 » (catégorie OS3).","source":"fiche Parcoursup et Apogée §I.A"},
            {"le":"instant","nature":"Envoi","texte":"Envoi à Apogée (révision 1) : accepté.","source":"Chaque envoi est noté, et refait si son issue n'est pas connue (règle E2)","echange":1},
            {"le":"instant","instantMetier":"instant","nature":"Candidature","codeFormation":8843,"texte":"Candidature reçue : formation 8843, acceptée définitivement (réponse du 05/06/2026 10:00).","source":"poussé par Parcoursup","message":2},
            {"le":"instant","instantMetier":"instant","nature":"Decision","codeFormation":8843,"texte":"Première décision : F. Le candidat a accepté la proposition.","source":"fiche Parcoursup et Apogée §I.A"},
            {"le":"instant","nature":"Envoi","texte":"Envoi à Apogée (révision 2) : accepté.","source":"Chaque envoi est noté, et refait si son issue n'est pas connue (règle E2)","echange":2},
            {"le":"instant","instantMetier":"instant","nature":"Inscription","codeFormation":8842,"texte":"Inscription administrative payée (origine IaPrimo, première année, mise à jour du 09/06/2026 10:00).","source":"Une inscription est un état daté : le dernier compte (règle F1)","message":4},
            {"le":"instant","nature":"Envoi","codeFormation":8842,"texte":"Remontée à Parcoursup (révision 1) : accepté (Requete correctement traitee)","source":"Chaque envoi est noté, et refait si son issue n'est pas connue (règle E2)","echange":3},
            {"le":"instant","instantMetier":"instant","nature":"Candidature","codeFormation":8843,"texte":"Candidature formation 8843 : réponse : acceptée définitivement → refusée ou démission (réponse du 05/06/2026 10:00).","source":"poussé par Parcoursup","message":5},
            {"le":"instant","instantMetier":"instant","nature":"Decision","codeFormation":8843,"texte":"Décision F → D : Le candidat a refusé la proposition ou s'est désisté.","source":"fiche Parcoursup et Apogée §I.C"},
            {"le":"instant","nature":"Envoi","texte":"Envoi à Apogée (révision 3) : accepté.","source":"Chaque envoi est noté, et refait si son issue n'est pas connue (règle E2)","echange":4},
            {"le":"instant","instantMetier":"instant","nature":"LaissezPasser","texte":"Laissez-passer IAPRIMO donné par tests pour la VET L1ECO-101 (CGE DRT).","source":"fiche Parcoursup et Apogée §I.A"},
            {"le":"instant","nature":"Envoi","texte":"Envoi du laissez-passer à Apogée (révision 1) : accepté.","source":"Chaque envoi est noté, et refait si son issue n'est pas connue (règle E2)","echange":5}]
            """), await TextAsync("candidats/2026/17/chronologie"));
    }

    [Fact]
    public async Task Of_whom_nothing_can_be_made_yet_nothing_is_added()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(18, SansCorrespondance));

        Assert.Equal(
            Joined("""
            {"candidat":{"session":2026,"codeCandidat":18,"ine":"000000018AA","sexe":"F","nom":"LefèvreS","prenom":"Zoé","dateNaissance":"2008-02-19","codeCommuneNaissance":"73065","departementNaissance":"73","codePaysNaissance":"FR","codePaysNationalite":"99100","adresse":{"ligne1":"1 rue de l'Église","codePostal":"73000","codeCommune":"73065","codePays":"FR"},
            "mail":"candidat.18@example.org","bac":{},
            "responsablesLegaux":[],
            "defauts":[],
            "key":{"session":2026,"codeCandidat":18}},
            "voeux":[{"codeFormation":8899,"internat":false,"codeSituation":1,"codeAmenagement":0,"dateReponse":"05/06/2026 10:00","disparu":false,"uai":"0730013T","motif":"La formation 8899 n'a pas de correspondance : indiquer sa VET.","source":"Ce qui manque à la configuration met le vœu en réserve (règle C3)","reserve":{"champ":"formations[8899]","message":"La formation 8899 n'a pas de correspondance : indiquer sa VET."},
            "prochaineEvaluation":"2026-07-08"}],
            "avertissements":[],
            "reserves":[{"champ":"formations[8899]","message":"La formation 8899 n'a pas de correspondance : indiquer sa VET."}],
            "livraisons":[]}
            """), await TextAsync("candidats/2026/18"));
    }

    private async Task<string> TextAsync(string path) =>
        Instant().Replace(await Api.Http.GetStringAsync(Etab.Path + path), "instant");

    // One line per part, to be read.
    private static string Joined(string lines) => lines.ReplaceLineEndings("");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(\+\d\d:\d\d|Z)")]
    private static partial Regex Instant();
}
