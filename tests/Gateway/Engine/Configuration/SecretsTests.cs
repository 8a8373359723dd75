using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Secrets go in and never come out: not by REST, not in a log, not in the bytes of the database.</summary>
public sealed class SecretsTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string ParcoursupSecret = "Sesame-De-Parcoursup-1";
    private const string PushSecret = "Sesame-Du-Push-2";
    private const string ApogeeSecret = "Sesame-D-Apogee-3";
    private const string AccountSecret = "Sesame-D-eCandidat-4";
    private static readonly string[] Secrets = [ParcoursupSecret, PushSecret, ApogeeSecret, AccountSecret];

    [Fact]
    public async Task No_secret_stands_in_clear_in_the_database_after_a_whole_campaign()
    {
        await StartWithSecretsAsync();
        var keys = new[] { await Gateway.CreateKeyAsync("scolarité", Etab.Code), await Gateway.CreateKeyAsync("exploitation", null) };
        await PushOneAsync(PushSecret);
        await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1")), "ecandidat:" + AccountSecret);
        await Gateway.Http.PostJsonAsync("/parcoursup/0730013T/ApiRest/majInscriptionAdministrative",
            $$"""{"identifiant":{"login":"psup","pwd":"{{ParcoursupSecret}}"},"codeCandidat":17,"codeFormationPsup":8842,"etatInscription":1}""");
        await Api.PostAsync(Etab.Path + "recuperations");
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        await Gateway.StopAsync();

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Storage.SqliteFile)!))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var secret in Secrets.Concat(keys))
                foreach (var form in new[] { Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("ecandidat:" + secret))) })
                    Assert.True(bytes.AsSpan().IndexOf(form) < 0, $"{secret} stands in {Path.GetFileName(file)}");
        }
    }

    [Fact]
    public async Task The_data_protection_keys_are_wrapped_by_a_master_key_that_only_its_owner_reads()
    {
        await StartWithSecretsAsync();

        var keys = await Gateway.QueryAsync<string>("SELECT xml FROM cle_protection");
        Assert.NotEmpty(keys);
        Assert.All(keys, xml =>
        {
            Assert.Contains("MasterKeyDecryptor", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
        });
        var file = Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "cle-maitresse");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var master = await File.ReadAllTextAsync(file);
        Assert.Equal(32, Convert.FromBase64String(master).Length);
        Assert.True((await File.ReadAllBytesAsync(Storage.SqliteFile)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(master)) < 0);
    }

    [Fact]
    public async Task No_address_gives_a_secret_out_in_any_form()
    {
        await StartWithSecretsAsync();
        foreach (var path in new[] { "/api/configuration", "/api/etablissements", Etab.Path, Etab.Path + "connecteur", Etab.Path + "cles" })
        {
            var text = (await Api.GetAsync(path))!.ToJsonString();
            Assert.DoesNotContain("motDePasse", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"empreinte\"", text, StringComparison.Ordinal);
            Assert.All(Secrets, s => Assert.DoesNotContain(s, text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_null_or_absent_password_keeps_the_stored_one(bool absent)
    {
        await StartWithSecretsAsync();
        foreach (var holder in new[] { Etab.Document["parcoursup"]!, Etab.Document["push"]!, Etab.Document["apogee"]!, Etab.Document["opi"]!["comptes"]![0]! })
        {
            holder["motDePasse"] = null;
            if (absent) holder.AsObject().Remove("motDePasse");
        }

        await Etab.SaveAsync(Gateway);

        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        await PushOneAsync(PushSecret);
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1")), "ecandidat:" + AccountSecret)).AssertAccepted();
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await Etab.OpenGateAsync(Gateway);
    }

    [Fact]
    public async Task A_changed_password_ends_the_former_one_at_once()
    {
        await StartWithSecretsAsync();
        await PushOneAsync(PushSecret);
        Etab.Document["push"]!["motDePasse"] = "Sesame-Nouveau";
        await Etab.SaveAsync(Gateway);

        Assert.Equal(HttpStatusCode.Unauthorized, (await PushAnswerAsync(PushSecret)).Status);
        await PushOneAsync("Sesame-Nouveau");
    }

    [Fact]
    public async Task The_program_s_own_log_has_no_secret_even_when_it_tells_everything()
    {
        await StartWithSecretsAsync();
        await Gateway.StopAsync();
        var settings = GatewayProcess.Environment(Storage);
        settings["Logging__LogLevel__Default"] = settings["Logging__LogLevel__Microsoft"] = settings["Logging__LogLevel__System.Net.Http"] = "Trace";
        var (_, output, error) = await GatewayProcess.RunAsync(settings, "connecteur", "test", Etab.Uai);

        Assert.Contains("Message de test acquitté", output, StringComparison.Ordinal);
        Assert.All(Secrets, s => Assert.DoesNotContain(s, output + error, StringComparison.Ordinal));
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("opi:" + ApogeeSecret)), output + error, StringComparison.Ordinal);
    }

    private async Task StartWithSecretsAsync()
    {
        await Etab.DisposeAsync();
        Etab = await TestEtablissement.StartAsync(
            parcoursup: o => o with { Etablissements = [o.Etablissements[0] with { MotDePasse = ParcoursupSecret }] }, apogee: o => o with { MotDePasse = ApogeeSecret });
        Etab.Document["parcoursup"]!["motDePasse"] = ParcoursupSecret;
        Etab.Document["push"]!["motDePasse"] = PushSecret;
        Etab.Document["apogee"]!["motDePasse"] = ApogeeSecret;
        SharedGateway.AddAccount(Etab, "ecandidat", AccountSecret, "E");
        Etab.Parcoursup.Enregistrer([TestDocument.Voeu(17)]);
        await StartAsync();
    }

    private async Task PushOneAsync(string password) => Assert.Equal(HttpStatusCode.OK, (await PushAnswerAsync(password)).Status);

    private Task<Answer> PushAnswerAsync(string password) => Gateway.Http.PostJsonAsync("/parcoursup/0730013T/admissionCandidat", new JsonObject
    {
        ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = password }, ["donneesCandidat"] = TestDocument.Voeu(17),
    }.ToJsonString());
}
