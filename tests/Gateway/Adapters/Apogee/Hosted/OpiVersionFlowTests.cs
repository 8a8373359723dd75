using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Clients of other versions than the établissement's Apogée, which speaks version 7 in a dated namespace.</summary>
public abstract class OpiVersionFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Target = Namespace + "_27022018";
    private const string Account = "ecandidat:mdp-ecandidat";
    private const string TwoFields = "<codNneIndOpi>1234567890</codNneIndOpi><codCleNneIndOpi>A</codCleNneIndOpi>";
    private const string OneField = "<codNneIndOpi>1234567890A</codNneIndOpi>";

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync(apogee: o => o with { Release = null, EspaceDeNoms = Target });
        (etab.Document["apogee"]!["version"], etab.Document["apogee"]!["release"], etab.Document["apogee"]!["espaceDeNoms"]) = (7, "5.30", Target);
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        return etab;
    }

    [Theory]
    [InlineData(2, "_24022011", TwoFields)]
    [InlineData(6, "_13022017", TwoFields)]
    [InlineData(7, "_27022018", OneField)]
    [InlineData(10, "", OneField)]
    public async Task A_client_of_any_version_reaches_it_with_the_whole_INE(int version, string suffix, string ine)
    {
        await StartAsync();
        await SendAsync(Individu("E1").Replace("<etatCivil>", "<etatCivil>" + ine, StringComparison.Ordinal) + Voeux(("L1DROI", "F")), version, suffix);

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E1"));
        Assert.Equal("1234567890A", (await Etab.ApogeeStateAsync())["opi"]![0]!["ine"]!.GetValue<string>());
        Assert.All(await ModificationsAsync("E1"), Assert.Null);
    }

    [Fact]
    public async Task What_it_cannot_carry_is_told_with_the_exchange()
    {
        await StartAsync();
        await SendAsync(
            Individu("E2") + "<bac><codBac>NBGE</codBac><codSpe1BacTer>SP01</codSpe1BacTer></bac>"
            + Voeux(("L1DROI", "S")).Replace("<numCls>", "<codCatOuiSi>OS3</codCatOuiSi><numCls>", StringComparison.Ordinal), 10, "");

        Assert.Equal("L1DROI=S", await Etab.VoeuxAsync("E2"));
        var told = JsonNode.Parse(Assert.Single(await ModificationsAsync("E2"))!)!.AsArray();
        Assert.Equal(["bac.codSpe1BacTer", "voeux.item[1].codCatOuiSi"], told.Select(m => m!["champ"]!.GetValue<string>()));
        Assert.All(told, m => Assert.Contains("n'existe pas dans la version 7", m!["raison"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_INE_in_two_fields_and_in_one_is_the_same_person()
    {
        await StartAsync();
        await SendAsync(Individu("E3").Replace("<etatCivil>", "<etatCivil>" + TwoFields, StringComparison.Ordinal), 5, "_28072016");
        await SendAsync(Individu("E4", nom: "AUTRE").Replace("<etatCivil>", "<etatCivil>" + OneField, StringComparison.Ordinal), 9, "");

        Assert.Single((await Gateway.QueryAsync<string>("SELECT personne FROM livraison WHERE sujet IN ('opi/E3', 'opi/E4')")).Distinct());
    }

    private async Task SendAsync(string donnees, int version, string suffix)
    {
        (await Gateway.Http.PostOpiAsync(Envelope(donnees, version, Namespace + suffix), Account)).AssertAccepted(version, Namespace + suffix);
        await AtRestAsync();
    }

    private Task<IReadOnlyList<string?>> ModificationsAsync(string codOpi) => Gateway.QueryAsync<string?>(
        "SELECT e.modifications FROM echange e JOIN livraison l ON l.id = e.livraison WHERE l.sujet = @sujet", new { sujet = "opi/" + codOpi });
}

public sealed class OpiVersionFlowTestsOnSqlite(PostgresServer postgres) : OpiVersionFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class OpiVersionFlowTestsOnPostgres(PostgresServer postgres) : OpiVersionFlowTests(postgres, DatabaseEngine.Postgres);
