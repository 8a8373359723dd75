using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using GardeReelle = Parcoursup.Gateway.Engine.State.Gardes.EtatGarde;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// The gateway that is tried: its real services, driven step by step, for one établissement that lasts as long as a sequence. On
/// PostgreSQL two nodes; on SQLite, which two processes never share, one that does the steps of both.
/// </summary>
internal sealed class Passerelle(IReadOnlyList<Noeud> noeuds, string code)
{
    private const string Uai = "0730013T";

    public string Code => code;

    private Database Base => noeuds[0].De<Database>();

    /// <summary>How a delivery names its candidate: <c>2026/3</c>.</summary>
    public static int DossierDe(string sujet) => int.Parse(sujet[(sujet.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    public Noeud Noeud(int numero) => noeuds[numero % noeuds.Count];

    public async Task CreerAsync(IReadOnlyDictionary<int, (string Oui, string OuiSi)> formations)
    {
        var document = TestDocument.Etablissement(code, Uai, new("http://127.0.0.1:1/ApiRest/"), new("http://127.0.0.1:1/services/OpiMetier"));
        document["apogee"]!["appelsSimultanes"] = 1;
        document["apogee"]!["delaiSecondes"] = (int)DestinationFictive.Delai.TotalSeconds;
        document["regles"]!["gardeDecisionMinimum"] = ModeleGardes.Minimum;
        document["regles"]!["gardeDisparitionMinimum"] = ModeleAbsences.Minimum;
        document["formations"] = new JsonArray();
        var whole = new JsonObject { ["campagnes"] = new JsonArray(TestDocument.Campagne()), ["etablissements"] = new JsonArray(document) };
        var unread = noeuds[0].De<DocumentFormat>().TryRead<ConfigurationDocument>(Encoding.UTF8.GetBytes(whole.ToJsonString()), out var read);
        Assert.Null(unread);
        var mapped = read! with { Etablissements = [read.Etablissements[0] with { Formations = [.. formations.Select(f => De(f.Key, f.Value))] }] };
        Reussie(await noeuds[0].De<ConfigurationService>().ImportAsync(mapped, default));
        var model = noeuds[0].Configuration.Current.FindByCode(code)!;
        await noeuds[0].De<ConnectorTest>().StoreAsync(model, new RapportTest(true, true, DateTimeOffset.UnixEpoch, "essai", []), default);
    }

    /// <summary>The établissement goes; another sequence has another one.</summary>
    public async Task SupprimerAsync()
    {
        await noeuds[0].De<Fermetures>().DeleteAsync(code, "essai", _ => Task.CompletedTask, default);
        foreach (var noeud in noeuds) noeud.Oublier(code);
    }

    public async Task CorrespondreAsync(int numero, int formation, (string Oui, string OuiSi) vets) =>
        Reussie(await Noeud(numero).De<ConfigurationService>().ImportAsync(current => new ConfigurationDocument
        {
            Etablissements = [.. current.Etablissements.Where(e => e.Code == code).Select(e => DocumentSecrets.Redact(e.Document)).Select(e =>
                e with { Formations = [.. e.Formations.Where(f => f.CodeFormationPsup != formation), De(formation, vets)] })],
        }, default));

    public Task PousserAsync(Enonce enonce, DateTimeOffset machine) => JournaliserAsync(machine, new MessageEntrant
    {
        RecuLe = machine, Etablissement = code, Uai = Uai, Canal = Canal.Push, Compte = "psup-push", TypeContenu = "application/json",
        Corps = Octets(new JsonObject { ["donneesCandidat"] = Ecriture.De(enonce) }),
    });

    public Task ResultatAsync(Operation.Resultat resultat, DateTimeOffset machine)
    {
        var line = new JsonObject
        {
            ["session"] = 2026, ["resultat"] = resultat.Issue, ["date"] = resultat.Jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (resultat.ParIne) line["ine"] = Ecriture.Ine(resultat.Dossier);
        else line["codeCandidat"] = resultat.Dossier;
        return JournaliserAsync(machine, new MessageEntrant
        {
            RecuLe = machine, Etablissement = code, Canal = Canal.ResultatsBac, Compte = "essai", TypeContenu = "application/json",
            Corps = Octets(new JsonArray(line)),
        });
    }

    /// <summary>Asks for a pull, of all (0) or of one.</summary>
    public Task DemanderAsync(int dossier) => Base.WriteAsync(session => noeuds[0].De<RecuperationBook>().RequestAsync(
        session, code, Uai, dossier == 0 ? null : dossier, "essai", default), default);

    /// <summary>The requests of this établissement leave.</summary>
    public async Task<IReadOnlyList<RecuperationRow>> PartirAsync()
    {
        var left = new List<RecuperationRow>();
        while (await noeuds[0].De<RecuperationQueue>().ClaimAsync(code, default) is { } row) left.Add(row);
        return left;
    }

    public async Task RecevoirAsync(RecuperationRow pull, Liste liste, DateTimeOffset machine)
    {
        var body = Octets(new JsonArray([.. liste.Entrees.Select(e => Ecriture.De(e))]));
        var id = await noeuds[0].De<Journal>().AppendAsync(new MessageEntrant
        {
            RecuLe = machine, Etablissement = code, Uai = Uai, Canal = Canal.Recuperation, TypeContenu = "application/json", Corps = body,
            Compte = pull.Id.ToString(CultureInfo.InvariantCulture),
        }, default);
        await noeuds[0].De<RecuperationQueue>().MarkAsync(pull, id, default);
    }

    public async Task AppliquerAsync(int numero)
    {
        var noeud = Noeud(numero);
        await noeud.Configuration.RefreshAsync(default);
        var (batches, large) = (noeud.De<BatchApplication>(), noeud.De<LargeApplication>());
        do
        {
            await batches.ApplyAsync(noeud.Configuration.Current.FindByCode(code)!, default);
            await Task.WhenAll(large.UnderWay).WaitAsync(Poll.Patience);
        }
        while (await CompterAsync("message_a_appliquer", "TRUE") > 0);
    }

    public async Task EvaluerAsync(int numero)
    {
        var noeud = Noeud(numero);
        await noeud.De<DueCandidats>().MarkAsync(code, default);
        await noeud.De<CandidatEvaluator>().EvaluateAsync(code, default);
    }

    /// <summary>Everybody is to be decided anew.</summary>
    public Task ToutMarquerAsync() => Base.ExecuteAsync("UPDATE candidat SET a_evaluer = TRUE WHERE etablissement = @code", new { code }, default);

    /// <summary>The guards that wait, oldest first: type and, of a formation's own, the formation.</summary>
    public async Task<IReadOnlyList<(long Id, string Nom)>> GardesAsync() =>
        [.. (await Base.QueryAsync<Garde>("SELECT * FROM garde WHERE etablissement = @code AND etat = 'EnAttente' ORDER BY id", new { code }, default))
            .Select(g => (g.Id, g.Sujet?.Split('/') is [_, .., var formation] ? $"{g.Type}/{formation}" : g.Type))];

    public Task<bool> ReglerAsync(long garde, bool confirmer) => noeuds[0].De<GardeDecision>().SettleAsync(
        code, garde, confirmer ? GardeReelle.Confirmee : GardeReelle.Rejetee, "essai", default);

    /// <summary>A person sends again what was refused.</summary>
    public async Task RelancerAsync()
    {
        foreach (var sujet in await Base.QueryAsync<string>(
            $"SELECT sujet FROM livraison WHERE etablissement = @code AND etat = '{nameof(EtatLivraison.RefusMetier)}'", new { code }, default))
            await Base.WriteAsync(session => noeuds[0].De<LivraisonBook>().HastenAsync(session, noeuds[0].Prises.Name, code, sujet, default), default);
    }

    /// <summary>What the gateway still has to do of its own accord.</summary>
    public async Task<string> ResteAsync()
    {
        var rest = new (string Quoi, long Nombre)[]
        {
            ("messages à appliquer", await CompterAsync("message_a_appliquer", "TRUE")),
            ("candidats à évaluer", await CompterAsync("candidat", "a_evaluer")),
            ("récupérations", await CompterAsync("recuperation", "etat IN ('Demandee', 'Recue')")),
            ("livraisons", await CompterAsync("livraison", "etat IN ('AEnvoyer', 'EnCours', 'RefusMetier')")),
            ("messages écartés", await Base.ScalarAsync<long>(
                "SELECT COUNT(*) FROM message_ecarte e JOIN message_entrant m ON m.id = e.id WHERE m.etablissement = @code", new { code }, default)),
        };
        return string.Join(", ", rest.Where(r => r.Nombre > 0).Select(r => $"{r.Nombre} {r.Quoi}"));
    }

    private Task<long> CompterAsync(string table, string condition) =>
        Base.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE etablissement = @code AND {condition}", new { code }, default)!;

    private Task JournaliserAsync(DateTimeOffset machine, MessageEntrant message) => noeuds[0].De<Journal>().AppendAsync(message, default);

    private sealed class Garde
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";

        /// <summary>The UAI, with a formation where the guard is its own.</summary>
        public string? Sujet { get; init; }
    }

    private static byte[] Octets(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    private static void Reussie(ConfigurationChange change) => Assert.True(change.Succeeded, string.Join(", ", change.Erreurs));

    private static FormationMapping De(int formation, (string Oui, string OuiSi) vets) => new()
    {
        CodeFormationPsup = formation, Libelle = $"Formation {formation}", CodeSise = "2500001", Oui = Vet(vets.Oui, null), OuiSi3Ans = Vet(vets.OuiSi, "OS3"),
    };

    private static CibleVet? Vet(string code, string? categorie) => code.Length == 0 ? null
        : new CibleVet { CodCge = "DRT", CodEtp = code, CodVrsVet = 101, CodDemDos = "C", CodCatOuiSi = categorie, MtfCat = categorie is null ? null : "REM" };
}

/// <summary>Statements as Parcoursup writes them.</summary>
internal static class Ecriture
{
    public static string Ine(int dossier) => $"{dossier:D9}AA";

    public static JsonObject De(Entree entree)
    {
        var entry = De(entree.Enonce);
        if (entree.Illisible) entry["session"] = "2026-2027";
        return entry;
    }

    public static JsonObject De(Enonce e)
    {
        var voeu = TestDocument.Voeu(e.Dossier, e.Formation, e.Situation, e.Amenagement, e.Reponse?.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));
        voeu["mail"] = $"v{e.Identite}.{e.Dossier}@example.org";
        voeu["dateNaissance"] = $"{e.Identite + 1:D2}/02/2008";
        return voeu;
    }
}
