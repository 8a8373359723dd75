using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>Lists with entries that cannot be read (rules C7, K4), and those of several UAIs (rule C8).</summary>
public abstract class ListeAbimeeTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly int[] Codes = [.. Enumerable.Range(101, 12)];
    private ListeParcoursup _parcoursup = null!;

    [Fact]
    public async Task A_raw_line_break_costs_nobody()
    {
        await StartWithListAsync();
        _parcoursup.Listes[Etab.Uai] = List(Text(101).Replace("1 rue", "1\n\true", StringComparison.Ordinal), Text(102));

        var pull = await PullAsync();

        Assert.Equal(2, pull["candidats"]!.GetValue<int>());
        Assert.Equal(["101", "102"], await LiveAsync());
        Assert.Empty(await ListAsync("taches"));
    }

    [Theory]
    [InlineData("\"nom\":\"", "\"nom\":\"Le \"")]
    [InlineData("\"nom\":\"", "\"nom\":\"Le \"Grand\" ")]
    [InlineData("\"situation\":", "\"situation\"")]
    [InlineData("}", "")]
    public async Task A_broken_entry_is_named_and_costs_no_other(string what, string by)
    {
        await StartWithListAsync();
        var broken = what == "\"situation\":" ? Text(102).Replace("\"codeSituation\":", "\"codeSituation\"", StringComparison.Ordinal)
            : Text(102).Replace(what, by, StringComparison.Ordinal);
        _parcoursup.Listes[Etab.Uai] = List(Text(101), broken, Text(103), Text(104));

        await PullAsync();

        Assert.Equal(["101", "103", "104"], await LiveAsync());
        Assert.Contains("dossier 102", Assert.Single(await ListAsync("taches"))!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"session\":2026", "\"session\":\"2026-2027\"")]
    [InlineData("\"codeFormationPsup\":8842", "\"codeFormationPsup\":\"Droit\"")]
    [InlineData("\"codeCandidat\":101", "\"codeCandidat\":\"D-101\"")]
    [InlineData("\"nom\":\"", "\"nom\":\"Le \"")]
    [InlineData("\"internat\":0", "\"internat\":\"peut-être\"")]
    public async Task Who_stands_in_the_list_and_cannot_be_read_is_not_absent(string what, string by)
    {
        await StartWithListAsync();
        _parcoursup.Listes[Etab.Uai] = List([.. Codes.Select(Text)]);
        await PullAsync();
        var broken = Text(101).Replace(what, by, StringComparison.Ordinal);
        Assert.NotEqual(Text(101), broken);

        _parcoursup.Listes[Etab.Uai] = List([broken, .. Codes.Skip(2).Select(Text)]);
        await PullAsync();
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();

        // 102 has really gone, and is told from him.
        Assert.Equal(Codes.Where(c => c != 102).Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture)), await LiveAsync());
    }

    [Fact]
    public async Task An_entry_that_nothing_identifies_may_be_anybody()
    {
        await StartWithListAsync();
        _parcoursup.Listes[Etab.Uai] = List([.. Codes.Select(Text)]);
        await PullAsync();

        _parcoursup.Listes[Etab.Uai] = List(["{\"nom\":\"Personne\"}", .. Codes.Skip(2).Select(Text)]);
        Assert.False((await PullAsync())["deConfiance"]!.GetValue<bool>());
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();

        Assert.Equal(Codes.Length, (await LiveAsync()).Count);
    }

    [Fact]
    public async Task Who_accepts_for_good_is_looked_up_at_every_UAI_also_when_the_wish_is_new()
    {
        Etab.Document["uais"]!.AsArray().Add(SharedGateway.OtherUai);
        await StartWithListAsync();
        var elsewhere = Voeu(17, Economie, situation: 2);
        (elsewhere["codeEtablissement"], elsewhere["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        _parcoursup.Listes[SharedGateway.OtherUai] = List(elsewhere.ToJsonString());
        await PullAsync();
        var before = _parcoursup.Demandes.Count;
        _parcoursup.Listes[SharedGateway.OtherUai] = "[]";

        await PushAndRestAsync(Voeu(17));

        Assert.Equal([$"{SharedGateway.OtherUai}/17", $"{Etab.Uai}/17"], _parcoursup.Demandes.Skip(before).Order(StringComparer.Ordinal));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_parcoursup is not null) await _parcoursup.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static string Text(int code) => Voeu(code).ToJsonString();

    private static string List(params IEnumerable<string> entries) => "[" + string.Join(",", entries) + "]";

    private async Task<IReadOnlyList<string>> LiveAsync() =>
        [.. (await Gateway.QueryAsync<int>("SELECT DISTINCT code_candidat FROM voeu WHERE code_decision = 'F' ORDER BY code_candidat"))
            .Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private async Task StartWithListAsync()
    {
        _parcoursup = await ListeParcoursup.StartAsync();
        Etab.Document["parcoursup"]!["url"] = _parcoursup.Url.ToString();
        await StartAsync(openGate: false);
    }

    private async Task<JsonNode> PullAsync()
    {
        var answer = await PostAsync("recuperations", new JsonObject());
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM candidat WHERE a_evaluer"))[0] == 0);
        return answer!;
    }
}

public sealed class ListeAbimeeTestsOnSqlite(PostgresServer postgres) : ListeAbimeeTests(postgres, DatabaseEngine.Sqlite);

public sealed class ListeAbimeeTestsOnPostgres(PostgresServer postgres) : ListeAbimeeTests(postgres, DatabaseEngine.Postgres);
