using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Whose OPI may come in, and which of them the connector test holds (rules A2, A3, D2).</summary>
public sealed class OpiSourceTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Parcoursup = "psup-opi:mdp-psup-opi";
    private const string Candidat = "ecandidat:mdp-ecandidat";

    [Fact]
    public async Task Where_the_gateway_decides_Parcoursup_s_own_OPI_are_refused()
    {
        await StartWithAsync("ApiRest", openGate: true);

        var (code, message) = (await Gateway.Http.PostOpiAsync(Envelope(Individu("17") + Voeux(("L1DROI", "F"))), Parcoursup)).AssertFault();

        Assert.Equal("functionnal.borules.nonautorise.source", code);
        Assert.Contains("ApiRest", message, StringComparison.Ordinal);
        Assert.Equal("", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Where_Parcoursup_decides_its_OPI_wait_for_the_connector_test_and_others_do_not()
    {
        await StartWithAsync("Opi", openGate: false);

        (await Gateway.Http.PostOpiAsync(Envelope(Individu("17") + Voeux(("L1DROI", "F"))), Parcoursup)).AssertAccepted();
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"))), Candidat)).AssertAccepted();
        var counts = await AtRestAsync();

        Assert.Equal("M1DROI=F", await Etab.VoeuxAsync("E17"));
        Assert.Equal("", await Etab.VoeuxAsync("17"));
        Assert.Equal(1, counts["opi"]!["enAttenteConnecteur"]!.GetValue<int>());

        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Where_Parcoursup_decides_our_own_decision_is_computed_and_not_sent()
    {
        await StartWithAsync("Opi", openGate: true);
        await PushAsync(TestDocument.Voeu(18));
        await AtRestAsync();

        var candidat = await GetAsync("candidats/2026/18");
        Assert.Equal("F", candidat!["voeux"]![0]!["codeDecision"]!.GetValue<string>());
        Assert.Equal("", await Etab.VoeuxAsync("18"));
    }

    [Fact]
    public async Task Parcoursup_s_account_cannot_write_the_numbers_of_another_client()
    {
        await StartWithAsync("Opi", openGate: true);

        var (code, message) = (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17") + Voeux(("L1DROI", "F"))), Parcoursup)).AssertFault();

        Assert.Equal("technical.parameter.noncoherentinput.codOpiIntEpo", code);
        Assert.Contains("« E »", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etablissement_without_Apogee_takes_no_OPI()
    {
        Etab.Document["sis"] = "Scolarix";
        await StartWithAsync("ApiRest", openGate: false);

        Assert.Equal("functionnal.borules.nonautorise.etablissement", (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17")), Candidat)).AssertFault().Code);
    }

    [Fact]
    public async Task A_public_address_stands_in_the_contract_whatever_address_was_called()
    {
        await StartAsync(openGate: false, "--Adresses:Publique=https://passerelle.exemple.fr/psup/");
        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, "/0730013T/services/OpiMetier?wsdl");

        Assert.Equal("https://passerelle.exemple.fr/psup/0730013T/services/OpiMetier", OpiEndpointTests.LocationOf(answer));
    }

    private async Task StartWithAsync(string source, bool openGate)
    {
        Etab.Document["sourceOpi"] = source;
        var accounts = Etab.Document["opi"]!["comptes"]!.AsArray();
        accounts.Add(new JsonObject { ["login"] = "psup-opi", ["motDePasse"] = "mdp-psup-opi", ["prefixe"] = "", ["origine"] = "Parcoursup" });
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate);
    }
}
