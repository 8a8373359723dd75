using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>What becomes of the messages: merged block by block (rule B3), forwarded once, and never lost.</summary>
public abstract class OpiMergeTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Parcoursup = "psup-opi:mdp-psup-opi";
    private const string Candidat = "ecandidat:mdp-ecandidat";

    [Fact]
    public async Task A_message_reaches_Apogee_and_its_repetition_sends_nothing_more()
    {
        await StartWithAccountsAsync();
        var message = Envelope(Individu("E1") + Bac("NBGE") + Voeux(("L1DROI", "F"), ("L1ECO", "D")));
        await SendAsync(message, Candidat);
        Assert.Equal("L1DROI=F L1ECO=D", await Etab.VoeuxAsync("E1"));
        var calls = Etab.Apogee.NombreAppels;

        await SendAsync(message, Candidat);
        await SendAsync(message.Replace("_v10", "_v9", StringComparison.Ordinal), Candidat);

        Assert.Equal(calls, Etab.Apogee.NombreAppels);
    }

    [Fact]
    public async Task What_comes_back_to_a_former_state_is_sent_again()
    {
        await StartWithAccountsAsync();
        foreach (var decision in new[] { "F", "D", "F" })
        {
            await SendAsync(Envelope(Individu("E2") + Voeux(("L1DROI", decision))), Candidat);
            Assert.Equal("L1DROI=" + decision, await Etab.VoeuxAsync("E2"));
        }
    }

    [Theory]
    [InlineData("adresseFixe")]
    [InlineData("adresseAnnuelle")]
    [InlineData("bac")]
    [InlineData("dac")]
    [InlineData("voeux")]
    [InlineData("individu")]
    public async Task A_block_replaces_the_former_one_and_an_absent_block_keeps_it(string bloc)
    {
        await StartWithAccountsAsync();
        await SendAsync(Envelope(Individu("E3", mail: "avant@exemple.fr") + Bloc(bloc, "1") + Bloc(bloc == "bac" ? "adresseFixe" : "bac", "1")), Candidat);
        await SendAsync(Envelope(Individu("E3", mail: bloc == "individu" ? "apres@exemple.fr" : "avant@exemple.fr") + Bloc(bloc, "2")), Candidat);

        var sent = await LastSentAsync("E3");
        Assert.Contains(bloc == "individu" ? "apres@exemple.fr" : Mark(bloc, "2"), sent, StringComparison.Ordinal);
        Assert.DoesNotContain(bloc == "individu" ? "avant@exemple.fr" : Mark(bloc, "1"), sent, StringComparison.Ordinal);
        Assert.Contains(bloc == "bac" ? Mark("adresseFixe", "1") : Mark("bac", "1"), sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nil_block_keeps_the_former_one()
    {
        await StartWithAccountsAsync();
        await SendAsync(Envelope(Individu("E4") + Bac("NBGE") + Voeux(("L1DROI", "F"))), Candidat);
        await SendAsync(Envelope(Individu("E4", mail: "autre@exemple.fr") + """<bac xsi:nil="true"/><voeux xsi:nil="true"/>"""), Candidat);

        Assert.Contains("NBGE", await LastSentAsync("E4"), StringComparison.Ordinal);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E4"));
    }

    [Fact]
    public async Task An_empty_wish_of_another_client_removes_them_all_and_an_omitted_one_vanishes()
    {
        await StartWithAccountsAsync();
        await SendAsync(Envelope(Individu("E5") + Voeux(("L1DROI", "F"), ("L1ECO", "F"))), Candidat);
        await SendAsync(Envelope(Individu("E5") + Voeux(("L1ECO", "F"))), Candidat);
        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("E5"));

        await SendAsync(Envelope(Individu("E5") + NoVoeux), Candidat);
        Assert.Equal("", await Etab.VoeuxAsync("E5"));
    }

    [Fact]
    public async Task A_wish_that_Parcoursup_omits_stays_as_unfavourable()
    {
        await StartWithAccountsAsync();
        await SendAsync(Envelope(Individu("61") + Voeux(("L1DROI", "F"), ("L1ECO", "F"))), Parcoursup);
        await SendAsync(Envelope(Individu("61") + Voeux(("L1ECO", "F"))), Parcoursup);
        Assert.Equal("L1DROI=D L1ECO=F", await Etab.VoeuxAsync("61"));

        await SendAsync(Envelope(Individu("61") + NoVoeux), Parcoursup);
        Assert.Equal("L1DROI=D L1ECO=D", await Etab.VoeuxAsync("61"));
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["omissions"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_was_accepted_outlives_a_restart()
    {
        await StartWithAccountsAsync(openGate: false);
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("62") + Voeux(("L1DROI", "F"))), Parcoursup)).AssertAccepted();
        await Gateway.StopAsync();

        await Gateway.StartAsync();
        await AtRestAsync();
        Assert.Equal("", await Etab.VoeuxAsync("62"));
        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("62"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_is_a_fault_without_inner_details()
    {
        await StartWithAccountsAsync(openGate: false);
        await Gateway.ExecuteAsync("ALTER TABLE message_entrant RENAME TO ailleurs");

        var (code, message) = (await Gateway.Http.PostOpiAsync(Envelope(Individu("E6")), Candidat)).AssertFault();

        Assert.Equal("technical.system.unexpected.OpiMetier", code);
        Assert.DoesNotContain("message_entrant", message, StringComparison.Ordinal);
        await Gateway.ExecuteAsync("ALTER TABLE ailleurs RENAME TO message_entrant");
    }

    private async Task StartWithAccountsAsync(bool openGate = true)
    {
        Etab.Document["sourceOpi"] = "Opi";
        Etab.Document["opi"]!["comptes"]!.AsArray().Add(new JsonObject { ["login"] = "psup-opi", ["motDePasse"] = "mdp-psup-opi", ["prefixe"] = "", ["origine"] = "Parcoursup" });
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate);
    }

    private async Task SendAsync(string envelope, string account)
    {
        (await Gateway.Http.PostOpiAsync(envelope, account)).AssertAccepted(envelope.Contains("_v9", StringComparison.Ordinal) ? 9 : 10);
        await AtRestAsync();
    }

    private async Task<string> LastSentAsync(string codOpi) => Encoding.UTF8.GetString(await Gateway.Services.GetRequiredService<DataKeys>().OpenAsync(
        Etab.Code, EchangeColumns.Requete, (await Gateway.QueryAsync<byte[]>(
            "SELECT e.requete FROM echange e JOIN livraison l ON l.id = e.livraison WHERE l.sujet = @sujet ORDER BY e.id DESC LIMIT 1", new { sujet = "opi/" + codOpi }))[0], default));

    private static string Bloc(string bloc, string mark) => bloc switch
    {
        "bac" => OpiMessages.Bac(Mark(bloc, mark)),
        "voeux" => Voeux((Mark(bloc, mark), "F")),
        "dac" => $"<dac><codDac>{Mark(bloc, mark)}</codDac></dac>",
        "individu" => "",
        _ => Adresse(bloc, Mark(bloc, mark)),
    };

    private static string Mark(string bloc, string mark) => bloc switch { "bac" => "NB" + mark, "dac" => "DA" + mark, "voeux" => "ETAP" + mark, _ => bloc.ToUpperInvariant() + mark };
}

public sealed class OpiMergeTestsOnSqlite(PostgresServer postgres) : OpiMergeTests(postgres, DatabaseEngine.Sqlite);

public sealed class OpiMergeTestsOnPostgres(PostgresServer postgres) : OpiMergeTests(postgres, DatabaseEngine.Postgres);
