using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Facade;

/// <summary>The hosted façade (rule D3): a SIS that speaks to Parcoursup today only changes its URL.</summary>
public sealed class FacadeEndpointTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Base = "/parcoursup/0730013T/ApiRest/";

    [Fact]
    public async Task The_admitted_candidates_are_given_as_Parcoursup_gives_them()
    {
        await StartAsync(openGate: false);
        await PushAsync(Voeu(17), Voeu(17, Economie), Voeu(18, situation: 2), Voeu(19, situation: 0), Voeu(20, situation: 3));
        await AtRestAsync();

        var all = await CandidatsAsync("\"codeEtablissement\":\"0730013T\"");
        Assert.Equal(["17/8842", "17/8843", "18/8842"], all.Select(Name).Order());
        var candidat = all.First(c => Name(c) == "18/8842")!;
        Assert.Equal("LefèvreS", candidat["nom"]!.GetValue<string>());
        Assert.Equal("19/02/2008", candidat["dateNaissance"]!.GetValue<string>());
        Assert.Equal(2, candidat["codeSituation"]!.GetValue<int>());

        Assert.Equal(["17/8842", "17/8843"], (await CandidatsAsync("\"codeCandidat\":17")).Select(Name).Order());
        Assert.Equal(["17/8843"], (await CandidatsAsync("\"codeFormationpsup\":\"8843\"")).Select(Name));
        Assert.Empty(await CandidatsAsync("\"codeCandidat\":99"));
    }

    [Fact]
    public async Task Each_UAI_is_given_its_own_candidates()
    {
        Etab.Document["uais"]!.AsArray().Add("0730014U");
        await StartAsync(openGate: false);
        var second = Voeu(18);
        (second["codeEtablissement"], second["codeEtablissementAffectation"]) = ("0730014U", "0730014U");
        await PushAsync(Voeu(17), second);
        await AtRestAsync();

        Assert.Equal(["17/8842"], (await CandidatsAsync("\"codeEtablissement\":\"0730013T\"")).Select(Name));
        Assert.Equal(["18/8842"], (await CandidatsAsync("\"codeEtablissement\":\"0730014u\"")).Select(Name));
        Assert.Equal(["17/8842"], (await CandidatsAsync("\"codeCandidat\":null")).Select(Name));
    }

    [Fact]
    public async Task Another_etablissement_s_candidates_are_not_given()
    {
        await StartAsync(openGate: false);
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.Document["push"]!["login"] = "psup-lacs";
        other.Document["parcoursup"]!["motDePasse"] = "secret-des-lacs";
        await other.SaveAsync(Gateway);

        var asked = await PostAsync("getCandidatsAdmis", Body("\"codeEtablissement\":\"0381912X\""));
        Assert.Equal("NOK", asked.Json["retour"]!.GetValue<string>());
        Assert.Contains("n'est pas le vôtre", asked.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.PostJsonAsync("/parcoursup/0381912X/ApiRest/getCandidatsAdmis", Body(""))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Gateway.Http.PostJsonAsync("/parcoursup/univ-alpes/ApiRest/getCandidatsAdmis", Body(""))).Status);
    }

    [Theory]
    [InlineData("""{"login":"psup","pwd":"faux"}""")]
    [InlineData("""{"login":"autre","pwd":"secret"}""")]
    [InlineData("""{"login":"psup-push","pwd":"mdp-push"}""")]
    [InlineData("{}")]
    public async Task Wrong_credentials_are_refused_at_both_addresses(string credentials)
    {
        await StartAsync(openGate: false);
        foreach (var method in new[] { "getCandidatsAdmis", "majInscriptionAdministrative" })
        {
            var answer = await PostAsync(method, $$"""{"identifiant":{{credentials}},"codeCandidat":17,"codeFormationPsup":8842,"etatInscription":1}""");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("NOK", answer.Json["retour"]!.GetValue<string>());
        }

        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task A_guesser_is_throttled_and_the_pair_that_was_right_before_passes_all_the_same()
    {
        await StartAsync(openGate: false);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("getCandidatsAdmis", Body(""))).Status);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            PostAsync("getCandidatsAdmis", "{\"identifiant\":{\"login\":\"psup\",\"pwd\":\"essai" + i + "\"}}")));

        Assert.InRange(guesses.Count(g => g.Status == HttpStatusCode.Unauthorized), 1, 40);
        Assert.Contains(guesses, g => g.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("getCandidatsAdmis", Body(""))).Status);
    }

    [Fact]
    public async Task An_enrolment_is_kept_as_an_IA_and_reported_and_3_takes_it_back()
    {
        Etab.Document["planification"]!["remonteeApiRest"] = "Immediate";
        await StartAsync();
        await PushAsync(Voeu(17));
        await AtRestAsync();

        await MajAsync(17, 1);
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        var ia = Assert.Single((await GetAsync("inscriptions"))!.AsArray())!;
        Assert.Equal("ApiRest", ia["origine"]!.GetValue<string>());
        Assert.Equal(1, Assert.Single(await CandidatsAsync("\"codeCandidat\":17"))!["etatInscription"]!.GetValue<int>());

        await MajAsync(17, 3);
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task An_enrolment_has_the_date_of_the_business()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        await MajAsync(17, 1);
        await AtRestAsync();

        var date = Assert.Single(await Gateway.QueryAsync<DateTimeOffset>("SELECT date_maj FROM inscription"));
        Assert.InRange(date, GatewayInstance.Start.AddMinutes(-1), GatewayInstance.Start.AddMinutes(10));
    }

    [Fact]
    public async Task A_corrected_state_takes_the_place_of_the_former_one()
    {
        Etab.Document["planification"]!["remonteeApiRest"] = "Immediate";
        await StartAsync();
        await PushAsync(Voeu(17));
        await AtRestAsync();
        foreach (var etat in new[] { 1, 4, 2, 1 })
            await MajAsync(17, etat);

        Assert.Equal("1 4 2 1", await Etab.FeedbackAsync(17));
        await MajAsync(17, 3);
        Assert.Equal("1 4 2 1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task The_dummy_enrolment_goes_on_to_Parcoursup_and_is_no_IA()
    {
        await StartAsync(openGate: false);
        var accepted = await PostAsync("majInscriptionAdministrative", Body("\"codeCandidat\":1,\"nom\":\"TEST\",\"prenom\":\"Connecteur\",\"dateNaissance\":\"01/01/2008\",\"codeFormationPsup\":8842,\"codeSISE\":\"2500001\",\"etatInscription\":1"));
        Assert.Equal("OK", accepted.Json["retour"]!.GetValue<string>());
        Assert.Equal(1, (await Etab.ParcoursupStateAsync())["appels"]!["testsConnecteur"]!.GetValue<int>());

        await Etab.FaultAtParcoursupAsync("""{"type":"nok","nombre":1}""");
        var refused = await PostAsync("majInscriptionAdministrative", Body("\"codeCandidat\":1,\"nom\":\"TEST\",\"prenom\":\"Connecteur\",\"dateNaissance\":\"01/01/2008\",\"codeFormationPsup\":8842,\"codeSISE\":\"2500001\",\"etatInscription\":1"));
        Assert.Equal("NOK", refused.Json["retour"]!.GetValue<string>());

        var connecteur = (await GetAsync("connecteur"))!;
        Assert.False(connecteur["ouvert"]!.GetValue<bool>());
        Assert.Equal(["Echec", "Reussie"], connecteur["historique"]!.AsArray().Select(t => t!["etapes"]![0]!["resultat"]!.GetValue<string>()));
        Assert.All(connecteur["historique"]!.AsArray(), t => Assert.Equal("SI de l'établissement (façade)", t!["par"]!.GetValue<string>()));
        Assert.Empty((await GetAsync("inscriptions"))!.AsArray());
        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Theory]
    [InlineData("\"codeFormationPsup\":8842,\"etatInscription\":1", "codeCandidat")]
    [InlineData("\"codeCandidat\":17,\"codeFormationPsup\":\"droit\",\"etatInscription\":1", "codeFormationPsup")]
    [InlineData("\"codeCandidat\":17,\"codeFormationPsup\":8842", "etatInscription")]
    [InlineData("\"codeCandidat\":17,\"codeFormationPsup\":8842,\"etatInscription\":7", "etatInscription")]
    public async Task Defects_are_told_by_field_in_French_and_nothing_is_kept(string fields, string champ)
    {
        await StartAsync(openGate: false);
        var answer = await PostAsync("majInscriptionAdministrative", Body(fields));

        Assert.Equal("NOK", answer.Json["retour"]!.GetValue<string>());
        Assert.StartsWith(champ + " : ", answer.Message, StringComparison.Ordinal);
        Assert.Contains("corrélation", answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task Unreadable_and_oversize_bodies_are_refused_and_the_journal_has_no_password()
    {
        await StartAsync(openGate: false);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("majInscriptionAdministrative", "{")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync("majInscriptionAdministrative", Body($"\"x\":\"{new string('x', 70_000)}\""))).Status);

        await PostAsync("majInscriptionAdministrative", Body("\"codeCandidat\":17,\"codeFormationPsup\":8842,\"etatInscription\":1"));
        var stored = Encoding.UTF8.GetString(Assert.Single(await Gateway.CorpsAsync("canal <> 'Recuperation'")));
        Assert.Contains("\"pwd\":\"***\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", stored, StringComparison.Ordinal);
    }

    private async Task MajAsync(int dossier, int etat)
    {
        var answer = await PostAsync("majInscriptionAdministrative", Body($"\"codeCandidat\":{dossier},\"codeFormationPsup\":8842,\"etatInscription\":{etat}"));
        Assert.Equal("OK", answer.Json["retour"]!.GetValue<string>());
        await AtRestAsync();
    }

    private async Task<JsonArray> CandidatsAsync(string fields) => (await PostAsync("getCandidatsAdmis", Body(fields))).Json.AsArray();

    private Task<Answer> PostAsync(string method, string body) => Gateway.Http.PostJsonAsync(Base + method, body);

    private static string Body(string fields) => """{"identifiant":{"login":"psup","pwd":"secret"}""" + (fields.Length == 0 ? "}" : $",{fields}}}");

    private static string Name(JsonNode? candidat) => $"{candidat!["codeCandidat"]}/{candidat["codeFormationPsup"]}";
}
