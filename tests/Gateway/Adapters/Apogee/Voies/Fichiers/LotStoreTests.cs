using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where lots are kept, and what a crash leaves: the former set or the new one, complete.</summary>
public abstract class LotStoreTests(PostgresServer postgres, DatabaseEngine engine) : FichiersTest(postgres, engine)
{
    [Fact]
    public async Task Without_a_folder_a_lot_is_downloaded_and_is_what_its_manifest_says()
    {
        Fichiers.Remove("dossier");
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await PushAndRestAsync([.. Enumerable.Range(100, 210).Select(code => Voeu(code))]);
        await GenerateAsync();
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        await GenerateAsync();

        using var usual = await Api.RawAsync(HttpMethod.Get, Etab.Path + "fichiers/2/habituel");
        Assert.Equal("text/csv; charset=iso-8859-15", usual.Content.Headers.ContentType!.ToString());
        Assert.Equal("opi_univ-alpes_2026_000002.csv", usual.Content.Headers.ContentDisposition!.FileName);
        using var manifest = await Api.RawAsync(HttpMethod.Get, Etab.Path + "fichiers/2/manifeste");
        Assert.Equal("opi_univ-alpes_2026_000002.json", manifest.Content.Headers.ContentDisposition!.FileName);
        var files = new Dictionary<string, byte[]>
        {
            ["opi_univ-alpes_2026_000002.csv"] = await usual.Content.ReadAsByteArrayAsync(),
            ["opi_univ-alpes_2026_000002_defavorables.csv"] = await Api.Http.GetByteArrayAsync(Etab.Path + "fichiers/2/defavorable"),
        };

        Etab.Apogee.ImporterLot(await manifest.Content.ReadAsByteArrayAsync(), nom => files[nom]);

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
        Assert.Equal(212, (await Etab.ApogeeStateAsync())["totaux"]!["opi"]!.GetValue<int>());
        Assert.Empty(Directory.GetFiles(Folder));
        await Gateway.AssertSealedAsync("fichier_partie.contenu", "fichier_lot_opi.contenu", "echange.requete");
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(HttpMethod.Get, "fichiers/9/habituel")).Status);
        await ConfirmAsync(2);
        Assert.Equal((211, 1), ((await AtRestAsync())["opi"]!["accepteesF"]!.GetValue<int>(), (await AtRestAsync())["opi"]!["accepteesD"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_lot_in_a_folder_can_be_downloaded_too()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        Assert.Equal("17:L1DROI=F", Wishes(Encoding.Latin1.GetString(await Api.Http.GetByteArrayAsync(Etab.Path + "fichiers/1/habituel"))));
    }

    [Theory]
    [InlineData("_defavorables.csv")]
    [InlineData(".json")]
    public async Task A_publication_that_breaks_off_leaves_the_former_set_and_nothing_of_its_own(string brokenAt)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await ConfirmAsync(1);
        var before = Directory.GetFiles(Folder).Order().ToList();
        await PushAndRestAsync(Voeu(18));

        // A folder in the place of the file: the rename before it has succeeded, this one cannot.
        var obstacle = Path.Combine(Folder, "opi_univ-alpes_2026_000002" + brokenAt);
        Directory.CreateDirectory(obstacle);
        await File.WriteAllTextAsync(Path.Combine(obstacle, "x"), "");
        var (status, text) = await AskAsync(HttpMethod.Post, "fichiers");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("vérifier le dossier", text, StringComparison.Ordinal);

        Assert.Equal("Echec", await StateAsync(2));
        Assert.Equal(1, await OpiAsync("enAttente"));
        Assert.Contains(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "FichiersOpi");
        Assert.Equal("17:L1DROI=F", await UsualAsync(1));

        Directory.Delete(obstacle, recursive: true);
        Assert.Equal("Lot 3 publié (session 2026).", await GenerateAsync());
        Assert.Equal("17:L1DROI=F 18:L1DROI=F", await UsualAsync(3));
        Assert.DoesNotContain(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "FichiersOpi");
        Assert.Empty(Directory.GetFiles(Folder, "*.tmp"));
        Assert.All(before, f => Assert.True(File.Exists(f)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gateway_that_dies_before_the_manifest_begins_anew_and_after_it_finds_its_lot_published(bool manifestWritten)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await PushAndRestAsync(Voeu(18));
        await GenerateAsync();
        // What a kill leaves: the lot and its run as they were before the last commit, and files up to that moment.
        await Gateway.ExecuteAsync("UPDATE fichier_lot SET etat = 'EnPreparation', manifeste = NULL, manifeste_sha256 = NULL WHERE numero = 2");
        await Gateway.ExecuteAsync("UPDATE fichier_generation SET etat = 'EnCours', bail_par = 'mort', bail_jusqua = commencee_le WHERE id = (SELECT MAX(id) FROM fichier_generation)");
        if (!manifestWritten)
        {
            File.Delete(ManifestOf(2));
            await File.WriteAllTextAsync(ManifestOf(2) + ".tmp", "{");
        }

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal(manifestWritten ? "Publie" : "Echec", await StateAsync(2));
        var last = manifestWritten ? 2 : 3;
        Assert.Equal("17:L1DROI=F 18:L1DROI=F", await UsualAsync(last));
        Assert.Equal("17:L1DROI=F", await UsualAsync(1));
        Assert.Equal(6, Directory.GetFiles(Folder).Length);
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(last)).Status);
        Assert.Equal(2, await OpiAsync("accepteesF"));
    }

    [Fact]
    public async Task A_folder_that_has_gone_stops_the_files_with_a_clear_message_and_costs_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        Directory.Move(Folder, Folder + "-ailleurs");

        var (status, text) = await AskAsync(HttpMethod.Post, "fichiers");

        Directory.Move(Folder + "-ailleurs", Folder);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains($"Le dossier « {Folder} » n'existe pas", text, StringComparison.Ordinal);
        Assert.Equal(1, await OpiAsync("enAttente"));
        Assert.All(await ListAsync("livraisons"), l => Assert.False(l!["tentee"]!.GetValue<bool>()));
        await GenerateAsync();
        Assert.Equal("17:L1DROI=F", await UsualAsync(1));
    }

    [Fact]
    public async Task A_wrong_configuration_is_refused_with_every_mistake_in_its_place()
    {
        Etab.Document["opi"]!["fichiers"] = new JsonObject
        {
            ["dossier"] = "/nulle/part", ["conserver"] = 0,
            ["disposition"] = new JsonObject
            {
                ["separateur"] = "xx",
                ["colonnes"] = new JsonArray(new JsonObject { ["entete"] = "OPI", ["source"] = "individu.codOpi" }, new JsonObject { ["entete"] = "opi", ["source"] = "voeu.codEtp" }),
            },
        };
        Etab.Document["planification"]!["fichiers"] = "tous les soirs";
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(openGate: false));

        using var response = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());
        var places = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray().Select(e => e!["champ"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        const string Files = "etablissements[0].opi.fichiers";
        Assert.Equal(
            [$"{Files}.conserver", $"{Files}.disposition.colonnes", $"{Files}.disposition.colonnes[0].source", $"{Files}.disposition.colonnes[1].entete", $"{Files}.disposition.separateur", $"{Files}.dossier", "etablissements[0].planification.fichiers"],
            places);
    }

    [Fact]
    public async Task A_key_of_another_etablissement_reads_and_confirms_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = "mdp-des-lacs" };
        await other.SaveAsync(Gateway);
        using var stranger = new GatewayApi(Gateway.Client(await Gateway.CreateKeyAsync("ailleurs", other.Code)));

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "fichiers"), (HttpMethod.Get, "fichiers"), (HttpMethod.Get, "fichiers/1"), (HttpMethod.Get, "fichiers/1/manifeste"),
            (HttpMethod.Get, "fichiers/1/habituel"), (HttpMethod.Get, "fichiers/1/defavorable"), (HttpMethod.Post, "fichiers/1/confirmer"), (HttpMethod.Post, "fichiers/1/rejeter"),
        })
        {
            using var refused = await stranger.RawAsync(method, Etab.Path + path, method == HttpMethod.Post ? """{"motif":"x"}""" : null);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            // In its own place there is no such lot.
            if (path.Length <= "fichiers".Length) continue;
            using var unknown = await stranger.RawAsync(method, other.Path + path, method == HttpMethod.Post ? """{"motif":"x"}""" : null);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }

        Assert.Equal("Publie", await StateAsync(1));
    }
}

public sealed class LotStoreTestsOnSqlite(PostgresServer postgres) : LotStoreTests(postgres, DatabaseEngine.Sqlite);

public sealed class LotStoreTestsOnPostgres(PostgresServer postgres) : LotStoreTests(postgres, DatabaseEngine.Postgres);
