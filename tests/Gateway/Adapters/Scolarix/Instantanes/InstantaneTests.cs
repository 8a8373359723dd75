using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;

/// <summary>Writing, keeping and planning snapshots; what a crash leaves (seed 003 §3: purged and imported anew, usually every day).</summary>
public abstract class InstantaneTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    private static readonly DateTimeOffset Evening = new(2026, 7, 7, 21, 30, 0, TimeSpan.FromHours(2));

    /// <summary>Seed 003 §3: the base is purged and imported anew, so that every file is the full truth.</summary>
    [Fact]
    public async Task Every_file_is_the_full_truth_also_when_nothing_has_changed()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18);
        await SnapshotAsync();
        await SnapshotAsync();
        await AdmitAsync(19);
        var third = await SnapshotAsync();

        Assert.Equal("17 18", await NumbersAsync(1));
        Assert.Equal(await File.ReadAllBytesAsync(FileOf(1)), await File.ReadAllBytesAsync(FileOf(2)));
        Assert.Equal("17 18 19", await NumbersAsync(3));
        Assert.Equal(2, third["precedent"]!.GetValue<int>());
        Assert.Equal(2, JsonNode.Parse(await File.ReadAllTextAsync(ManifestOf(3)))!["precedent"]!.GetValue<int>());
        Assert.Equal("Instantané 3 publié : 3 candidats, 1 entrée, 0 sortie, 0 modification depuis l'instantané 2.", third["message"]!.GetValue<string>());
    }

    /// <summary>Seed 003 §3: the frequency is free, generally daily.</summary>
    [Fact]
    public async Task Every_evening_from_the_publication_on_a_file_is_written_unless_it_were_the_same()
    {
        Etab.Document["planification"]!.AsObject().Remove("scolarix");
        await StartAsync(openGate: false);
        await TrustedPullAsync();
        await PushAndRestAsync(Voeu(17));
        await Api.SetClockAsync(Evening.AddDays(-1).AddMinutes(1));
        await AtRestAsync();
        await SetClockAsync(7);
        await ResultAsync("ADMIS", "2026-07-07", 17);
        Assert.Empty(await ListAsync("scolarix/instantanes"));

        await Api.SetClockAsync(Evening.AddSeconds(1));
        await AtRestAsync();
        Assert.Equal("17", await NumbersAsync(1));
        Assert.Equal("planification (2026-07-07 21:30)", (await GetAsync("scolarix/instantanes/1"))!["par"]!.GetValue<string>());

        await Api.SetClockAsync(Evening.AddDays(1).AddSeconds(1));
        await AtRestAsync();
        Assert.Equal("Identique", await StateAsync(2));
        Assert.Equal("Rien n'a changé depuis l'instantané 1 : aucun nouveau fichier.", (await GetAsync("scolarix/instantanes/2"))!["message"]!.GetValue<string>());
        Assert.Equal(2, Directory.GetFiles(Folder).Length);

        await AdmitAsync(18);
        await Api.SetClockAsync(Evening.AddDays(4).AddSeconds(1));
        await AtRestAsync();
        Assert.Equal("17 18", await NumbersAsync(3));
        Assert.Equal(3, (await ListAsync("scolarix/instantanes")).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_ones_are_kept_and_downloaded_and_are_what_their_manifest_says(bool inFolder)
    {
        if (!inFolder) Scolarix.Remove("dossier");
        Scolarix["conserver"] = 2;
        await StartPublishedAsync();
        await AdmitAsync(17);
        await SnapshotAsync();
        await Gateway.AssertSealedAsync([.. (string[])["scolarix_population.ligne"], .. inFolder ? (string[])[] : ["scolarix_partie.contenu"]]);
        await AdmitAsync(18);
        await SnapshotAsync();
        await AdmitAsync(19);
        await SnapshotAsync();

        Assert.Equal("17 18", await DownloadAsync(2));
        Assert.Equal("17 18 19", await DownloadAsync(3));
        Assert.Equal(HttpStatusCode.Gone, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/1/fichier")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/1/manifeste")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/9")).Status);
        Assert.Equal(inFolder ? 4 : 0, Directory.GetFiles(Folder).Length);
        Assert.Equal(inFolder ? 0 : 2, (await Gateway.QueryAsync<long>("SELECT DISTINCT instantane FROM scolarix_partie")).Count);
        Assert.Single(await Gateway.QueryAsync<long>("SELECT DISTINCT instantane FROM scolarix_index"));
        Assert.Equal(["18 Entree : nouveau candidat (bac obtenu)"], await MovesAsync(2));
    }

    [Fact]
    public async Task A_publication_that_breaks_off_leaves_the_former_file_and_nothing_of_its_own()
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        await SnapshotAsync();
        await AdmitAsync(18);
        // A folder in the place of the manifest: the file before it is renamed, the manifest cannot be.
        Directory.CreateDirectory(ManifestOf(2));
        await File.WriteAllTextAsync(Path.Combine(ManifestOf(2), "x"), "");

        var (status, text) = await AskAsync(HttpMethod.Post, "scolarix/instantanes");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("vérifier le dossier", text, StringComparison.Ordinal);
        Assert.True(await HasTaskAsync("FichierScolarix"));
        Assert.Equal("17", await NumbersAsync(1));
        Directory.Delete(ManifestOf(2), recursive: true);
        await Poll.UntilAsync(() => Task.FromResult(Directory.GetFiles(Folder).Length == 2));
        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(3));
        Assert.Equal(["18 Entree : nouveau candidat (bac obtenu)"], await MovesAsync(3));
        Assert.False(await HasTaskAsync("FichierScolarix"));
    }

    [Fact]
    public async Task A_folder_that_has_gone_is_named()
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        Directory.Move(Folder, Folder + "-ailleurs");
        var (status, text) = await AskAsync(HttpMethod.Post, "scolarix/instantanes");
        Directory.Move(Folder + "-ailleurs", Folder);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains($"Le dossier « {Folder} » n'existe pas", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_dies_in_the_middle_leaves_the_former_file_and_begins_anew()
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        await SnapshotAsync();
        await AdmitAsync(18);
        await SnapshotAsync();
        // What a kill leaves: the run as it was begun, part of the file, nothing published.
        await Gateway.ExecuteAsync("UPDATE scolarix_instantane SET etat = 'EnCours', bail_par = 'mort', bail_jusqua = commence_le, manifeste = NULL WHERE numero = 2");
        File.Delete(ManifestOf(2));
        File.Delete(FileOf(2));
        await File.WriteAllTextAsync(FileOf(2) + ".tmp", "NUMERO_PARCOURSUP;IN");
        await Gateway.ExecuteAsync("INSERT INTO scolarix_index (instantane, premier, contenu) SELECT id, 1, (SELECT contenu FROM scolarix_index LIMIT 1) FROM scolarix_instantane WHERE numero = 1");

        await Gateway.StopAsync();
        Assert.Equal("17", await NumbersAsync(1));
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal("17 18", await NumbersAsync(3));
        Assert.Equal(4, Directory.GetFiles(Folder).Length);
        Assert.Equal("Publie", await StateAsync(3));
        Assert.Equal(2, (await ListAsync("scolarix/instantanes")).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/2")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gateway_that_dies_while_publishing_publishes_what_it_had_prepared(bool fileRevealed)
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        await SnapshotAsync();
        await Gateway.ExecuteAsync("UPDATE scolarix_instantane SET etat = 'APublier', bail_par = 'mort', bail_jusqua = commence_le WHERE numero = 1");
        File.Delete(ManifestOf(1));
        if (!fileRevealed) File.Move(FileOf(1), FileOf(1) + ".tmp");

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal("17", await NumbersAsync(1));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
        Assert.Equal("Publie", await StateAsync(1));
    }

    /// <summary>A database restored from a backup, or a new one, does not know the last files of its folder.</summary>
    [Fact]
    public async Task A_number_is_above_every_one_in_the_folder_and_former_files_stay_as_they_are()
    {
        await File.WriteAllTextAsync(FileOf(7), "ancien");
        await File.WriteAllTextAsync(ManifestOf(7), "{}");
        await File.WriteAllTextAsync(Path.Combine(Folder, "scolarix_univ-autre_2026_000900.csv"), "");
        await StartPublishedAsync();
        await AdmitAsync(17);

        var snapshot = await SnapshotAsync();

        Assert.Equal(8, snapshot["numero"]!.GetValue<int>());
        Assert.Equal("17", await NumbersAsync(8));
        Assert.Equal("ancien", await File.ReadAllTextAsync(FileOf(7)));
    }

    [Fact]
    public async Task What_a_former_life_left_unfinished_is_not_continued()
    {
        await File.WriteAllTextAsync(FileOf(1) + ".tmp", "NUMERO_PARCOURSUP;IN");
        await StartPublishedAsync();
        await AdmitAsync(17);

        await SnapshotAsync();

        Assert.Equal("17", await NumbersAsync(1));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    /// <summary>Whoever restarted its numbers once may have left a file and a manifest of this one.</summary>
    [Fact]
    public async Task A_file_of_that_number_with_other_bytes_is_replaced_with_its_manifest()
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        await SnapshotAsync();
        await Gateway.ExecuteAsync("UPDATE scolarix_instantane SET etat = 'APublier', bail_par = 'mort', bail_jusqua = commence_le WHERE numero = 1");
        File.Move(FileOf(1), FileOf(1) + ".tmp");
        await File.WriteAllTextAsync(FileOf(1), "d'une autre base");

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal("17", await NumbersAsync(1));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    /// <summary>Its moment would be one before the request.</summary>
    [Fact]
    public async Task What_is_asked_for_while_one_is_written_is_written_after_it()
    {
        await StartPublishedAsync();
        await AdmitAsync(17);
        // Another node writes the planned one.
        await Gateway.ExecuteAsync(
            """
            INSERT INTO scolarix_instantane (etablissement, session, numero, etat, par, planifie, demande_le, commence_le, bail_par, bail_jusqua, genere_le)
            SELECT 'univ-alpes', 2026, 1, 'EnCours', 'planification', TRUE, '2026-07-07T10:00:00Z', '2026-07-07T10:00:00Z', 'autre', '2099-01-01T00:00:00Z', '2026-07-07T10:00:00Z'
            """);

        var requests = Enumerable.Range(0, 3).Select(_ => AskAsync(HttpMethod.Post, "scolarix/instantanes")).ToList();
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT demandes FROM scolarix_instantane WHERE etat = 'Demande'")).SingleOrDefault() == 3);
        await PushAsync(Voeu(18));
        await PostAsync("resultats-bac", new JsonObject { ["session"] = 2026, ["codeCandidat"] = 18, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" });
        await Gateway.ExecuteAsync("UPDATE scolarix_instantane SET etat = 'Identique', bail_par = NULL WHERE numero = 1");

        Assert.All(await Task.WhenAll(requests), a => Assert.Equal("Publie 2", $"{JsonNode.Parse(a.Text)!["etat"]} {JsonNode.Parse(a.Text)!["numero"]}"));
        Assert.Equal("17 18", await NumbersAsync(2));
    }

    [Fact]
    public async Task A_snapshot_waits_for_what_came_in_and_says_so_when_it_waited_too_long()
    {
        await StartPublishedAsync("--Scolarix:PatienceSecondes=2");
        await AdmitAsync(17);
        // A message of which nothing is known can never be applied.
        await Gateway.ExecuteAsync("INSERT INTO message_a_appliquer (etablissement, id) VALUES ('univ-alpes', 999999)");

        var request = AskAsync(HttpMethod.Post, "scolarix/instantanes");
        await Poll.UntilAsync(async () => (await ListAsync("scolarix/instantanes")).Any(i => i!["message"]?.GetValue<string>() == "Attend 1 message à appliquer et 0 candidat à évaluer."));
        var (status, text) = await request;

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("1 message à appliquer", text, StringComparison.Ordinal);
        await Gateway.ExecuteAsync("DELETE FROM message_a_appliquer WHERE id = 999999");
        await SnapshotAsync();
        Assert.Equal("17", await NumbersAsync(1));
    }

    [Fact]
    public async Task An_etablissement_on_another_system_has_no_such_file()
    {
        Etab.Document["sis"] = "Apogee";
        await StartPublishedAsync();

        var (status, text) = await AskAsync(HttpMethod.Post, "scolarix/instantanes");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("n'est pas Scolarix", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_requests_at_once_are_one_file()
    {
        await StartPublishedAsync();
        await AdmitAsync([.. Enumerable.Range(100, 40)]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AskAsync(HttpMethod.Post, "scolarix/instantanes")));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        Assert.All((await ListAsync("scolarix/instantanes")).Select(i => i!["etat"]!.GetValue<string>()), e => Assert.Equal("Publie", e));
        Assert.Equal(string.Join(' ', Enumerable.Range(100, 40)), await NumbersAsync(1));
    }

    private async Task<string> DownloadAsync(int numero)
    {
        var manifest = (await GetAsync($"scolarix/instantanes/{numero}/manifeste"))!;
        using var file = await Api.RawAsync(HttpMethod.Get, Etab.Path + $"scolarix/instantanes/{numero}/fichier");
        Assert.Equal("text/csv; charset=utf-8", file.Content.Headers.ContentType!.ToString());
        Assert.Equal(manifest["fichier"]!.GetValue<string>(), file.Content.Headers.ContentDisposition!.FileName);
        return Numbers(await file.Content.ReadAsByteArrayAsync(), manifest);
    }
}

public sealed class InstantaneTestsOnSqlite(PostgresServer postgres) : InstantaneTests(postgres, DatabaseEngine.Sqlite);

public sealed class InstantaneTestsOnPostgres(PostgresServer postgres) : InstantaneTests(postgres, DatabaseEngine.Postgres);
