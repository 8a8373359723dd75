using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;

/// <summary>Scolarix purges whoever is not in the file: one that drops many, or rests on an untrusted pull, waits for a person.</summary>
public abstract class InstantaneGuardingTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    private static readonly int[] Codes = [.. Enumerable.Range(101, 20)];

    [Fact]
    public async Task Five_of_few_may_leave_at_once_and_six_wait_for_a_person()
    {
        await StartWithTwentyAsync();
        await WithdrawAsync(101, 102, 103, 104, 105);
        await SnapshotAsync();
        await WithdrawAsync(106, 107, 108, 109, 110, 111);

        var held = await SnapshotAsync("EnAttente");

        Assert.Contains("il retirerait 6 candidats sur 15", held["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/3/fichier")).Status);
        Assert.Equal(6, (await MovesAsync(3)).Count);
        Assert.False(File.Exists(FileOf(3)) || File.Exists(ManifestOf(3)));
        Assert.Equal(1, (await AtRestAsync())["gardes"]!.GetValue<int>());
        var garde = Assert.Single(await ListAsync("gardes"))!;
        Assert.Equal(("Instantane", 6, 15), (garde["type"]!.GetValue<string>(), garde["nombre"]!.GetValue<int>(), garde["vivants"]!.GetValue<int>()));
        var checklist = (await GetAsync("candidats/2026/115/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray();
        Assert.Contains(checklist, l => l!.GetValue<string>().Contains("L'instantané 3 attend d'être confirmé", StringComparison.Ordinal));

        var confirmed = (await PostAsync("scolarix/instantanes/3/confirmer"))!;
        Assert.Equal("Publie", confirmed["etat"]!.GetValue<string>());
        Assert.Equal("112 113 114 115 116 117 118 119 120", await NumbersAsync(3));
        Assert.Equal("Confirmee", (await ListAsync("gardes"))[0]!["etat"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Post, "scolarix/instantanes/3/rejeter")).Status);
    }

    [Fact]
    public async Task The_share_is_a_rule_of_the_etablissement()
    {
        await StartWithTwentyAsync();
        Etab.Document["regles"]!["gardeInstantanePourcent"] = 50;
        await Etab.SaveAsync(Gateway);
        await WithdrawAsync(101, 102, 103, 104, 105, 106, 107, 108, 109, 110);
        await SnapshotAsync();
        Assert.Equal(10, (await GetAsync("scolarix/instantanes/2"))!["sorties"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rejected_one_leaves_nothing_and_the_next_is_compared_with_what_was_published(bool inFolder)
    {
        if (!inFolder) Scolarix.Remove("dossier");
        await StartWithTwentyAsync();
        await WithdrawAsync(101, 102, 103, 104, 105, 106);
        await SnapshotAsync("EnAttente");

        await PostAsync("scolarix/instantanes/2/rejeter");

        Assert.Equal("Rejete", await StateAsync(2));
        Assert.Equal(HttpStatusCode.Gone, (await AskAsync(HttpMethod.Get, "scolarix/instantanes/2/fichier")).Status);
        await Poll.UntilAsync(async () => !(await GetAsync("scolarix/instantanes/2"))!["conserve"]!.GetValue<bool>());
        Assert.Equal(inFolder ? 2 : 0, Directory.GetFiles(Folder).Length);
        if (!inFolder) Assert.Single(await Gateway.QueryAsync<long>("SELECT DISTINCT instantane FROM scolarix_partie"));
        Assert.Empty(await MovesAsync(2));
        await PushAndRestAsync([.. new[] { 101, 102, 103 }.Select(c => Voeu(c, reponse: "07/07/2026 18:00"))]);
        var next = await SnapshotAsync();
        Assert.Equal((1, 3), (next["precedent"]!.GetValue<int>(), next["sorties"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_newer_one_takes_the_place_of_one_that_waits_and_its_guard_has_nothing_to_hold_any_more()
    {
        await StartWithTwentyAsync();
        await WithdrawAsync(101, 102, 103, 104, 105, 106);
        await SnapshotAsync("EnAttente");
        await WithdrawAsync(107);

        await SnapshotAsync("EnAttente");

        Assert.Equal("Remplace", await StateAsync(2));
        Assert.Equal(["EnAttente", "SansObjet"], (await ListAsync("gardes")).Select(g => g!["etat"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Post, "scolarix/instantanes/2/confirmer")).Status);
        var garde = (await ListAsync("gardes"))[0]!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(HttpMethod.Post, $"gardes/{garde}/confirmer")).Status);
        await AtRestAsync();
        Assert.Equal("Publie", await StateAsync(3));
        Assert.Equal("108 109 110 111 112 113 114 115 116 117 118 119 120", await NumbersAsync(3));
        Assert.Equal(4, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task What_waited_is_published_only_as_it_was_written()
    {
        await StartWithTwentyAsync();
        await WithdrawAsync(101, 102, 103, 104, 105, 106);
        await SnapshotAsync("EnAttente");
        await File.AppendAllTextAsync(FileOf(2) + ".tmp", "x");

        var (status, text) = await AskAsync(HttpMethod.Post, "scolarix/instantanes/2/confirmer");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("demander un nouvel instantané", text, StringComparison.Ordinal);
        Assert.Equal("Echec", await StateAsync(2));
        Assert.False(File.Exists(ManifestOf(2)));
    }

    [Fact]
    public async Task After_a_pull_that_is_not_trusted_a_snapshot_waits_even_if_nobody_leaves()
    {
        await StartWithTwentyAsync();
        await PullAsync();
        foreach (var code in Codes.Take(6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code)));
        Assert.False((await PullAsync())["deConfiance"]!.GetValue<bool>());

        var held = await SnapshotAsync("EnAttente");
        Assert.Contains("la dernière récupération complète de 0730013T n'est pas de confiance (règle C7)", held["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, held["sorties"]!.GetValue<int>());

        Etab.Parcoursup.Enregistrer([.. Codes.Take(6).Select(c => Voeu(c))]);
        Assert.True((await PullAsync())["deConfiance"]!.GetValue<bool>());
        await SnapshotAsync();
    }

    /// <summary>Scolarix would purge its whole base (seed 003 §3).</summary>
    [Fact]
    public async Task A_file_without_anybody_waits_for_a_person_be_it_asked_for_or_planned()
    {
        await StartPublishedAsync();

        var held = await SnapshotAsync("EnAttente");

        Assert.Contains("il ne contient aucun candidat", held["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.json"));
        Etab.Document["planification"]!.AsObject().Remove("scolarix");
        await Etab.SaveAsync(Gateway);
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 8, 21, 31, 0, TimeSpan.FromHours(2)));
        await AtRestAsync();
        Assert.Equal(("Remplace", "EnAttente"), (await StateAsync(1), await StateAsync(2)));
        await PostAsync("scolarix/instantanes/2/confirmer");
        Assert.Equal("", await NumbersAsync(2));
    }

    /// <summary>Rule C7: what has never been pulled as a whole may lack anybody.</summary>
    [Fact]
    public async Task Before_the_first_trusted_pull_of_each_UAI_a_file_waits_and_says_to_pull()
    {
        await StartAsync(openGate: false);
        await SetClockAsync(7);
        await AdmitAsync(17);

        var held = await SnapshotAsync("EnAttente");

        Assert.Contains("0730013T n'a encore eu aucune récupération complète de confiance (règle C7) : lancer d'abord une récupération", held["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True((await PullAsync())["deConfiance"]!.GetValue<bool>());
        await SnapshotAsync();
        Assert.Equal("17", await NumbersAsync(2));
    }

    [Fact]
    public async Task Without_a_connection_to_Parcoursup_nobody_can_be_asked_to_pull()
    {
        Etab.Document.Remove("parcoursup");
        await StartAsync(openGate: false);
        await SetClockAsync(7);
        await AdmitAsync(17);
        await SnapshotAsync();
    }

    [Fact]
    public async Task A_UAI_that_has_left_the_configuration_holds_nothing_any_more()
    {
        await StartWithTwentyAsync();
        await Gateway.ExecuteAsync(
            """
            INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, prochaine_tentative, candidats, de_confiance)
            SELECT 'univ-alpes', '0730016W', 'test', 'Terminee', '2026-06-02T06:00:00Z', '2026-06-02T06:00:00Z', 0, FALSE
            """);
        await SnapshotAsync();

        Etab.Document["uais"] = new JsonArray("0730013T", "0730016W");
        await Etab.SaveAsync(Gateway);
        Assert.Contains("0730016W n'est pas de confiance", (await SnapshotAsync("EnAttente"))["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task StartWithTwentyAsync()
    {
        await StartPublishedAsync();
        await AdmitAsync(Codes);
        await SnapshotAsync();
    }

    private Task WithdrawAsync(params int[] codes) => PushAndRestAsync([.. codes.Select(c => Voeu(c, situation: 3, reponse: "07/07/2026 15:00"))]);

    private async Task<JsonNode> PullAsync()
    {
        var pull = (await PostAsync("recuperations"))!;
        await AtRestAsync();
        return pull;
    }
}

public sealed class InstantaneGuardingTestsOnSqlite(PostgresServer postgres) : InstantaneGuardingTests(postgres, DatabaseEngine.Sqlite);

public sealed class InstantaneGuardingTestsOnPostgres(PostgresServer postgres) : InstantaneGuardingTests(postgres, DatabaseEngine.Postgres);
