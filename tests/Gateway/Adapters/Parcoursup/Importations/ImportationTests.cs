using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>Parcoursup's CSV export of admitted candidates as a third way in: dry run, confirmation, application.</summary>
public abstract class ImportationTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    [Theory]
    [InlineData("scelle%3AAFBHUwI%3D", "_scelle:AFBHUwI=")]
    [InlineData("..%2Fadmis%0A.csv", "admis.csv")]
    public async Task The_name_of_a_file_is_kept_as_a_name(string sent, string kept)
    {
        await StartAsync(openGate: false);

        await SendAsync(Header + Line(17), "session=2026&formation=8842&fichier=" + sent);

        Assert.Equal(kept, Assert.Single((await GetAsync("importations"))!.AsArray())!["fichier"]!.GetValue<string>());
        // People name their files after people.
        await Gateway.AssertSealedAsync("importation.fichier");
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_its_confirmation_brings_the_candidates_to_Apogee()
    {
        await StartAsync();
        var before = await CountsAsync();

        var id = await SendAsync(Header + Line(17) + Line(18) + "19;000000019AA;Collée;A;M.;01/01/2008;FRANCE;Française;1 rue;73000;Chambéry;FRANCE;;;non;20;B\n" + Line(21, birth: "31/02/2008"));
        var analysed = await UntilAsync(id, "AConfirmer");

        Assert.Equal(before, await CountsAsync());
        var report = analysed["analyse"]!["bilan"]!;
        Assert.Equal((4, 2, 2), (report["lignes"]!.GetValue<int>(), report["nouvelles"]!.GetValue<int>(), report["rejetees"]!.GetValue<int>()));
        var anomalies = await ListAsync($"importations/{id}/anomalies?nature=Rejet");
        Assert.Equal([(4, null, "000000019AA"), (5, "Date de Naissance", "000000021AA")], anomalies.Select(a => (a!["ligne"]!.GetValue<int>(), (string?)a["colonne"], (string?)a["ine"])));

        await PostAsync($"importations/{id}/confirmer");
        var done = await UntilAsync(id, "Terminee");
        await AtRestAsync();
        Assert.Equal((2, 100), (done["application"]!["nouvelles"]!.GetValue<int>(), done["progression"]!["pourcent"]!.GetValue<int>()));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }

    /// <summary>As spreadsheets write files (rule K4): ends in CR alone, marks, blank rows, separators too many.</summary>
    [Theory]
    [InlineData("\r", "")]
    [InlineData("\r\n", "sep=;\r\n")]
    [InlineData(";;\r\n", "\uFEFF")]
    public async Task A_file_is_read_as_a_spreadsheet_writes_it(string end, string before)
    {
        await StartAsync();

        var id = await SendAsync(before + (Header + Line(17) + ";;;;;;;;;;;;;;;\n" + Line(18)).Replace("\n", end, StringComparison.Ordinal));
        var bilan = (await UntilAsync(id, "AConfirmer"))["analyse"]!["bilan"]!;
        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
        await AtRestAsync();

        Assert.Equal((2, 2, 0), (bilan["lignes"]!.GetValue<int>(), bilan["nouvelles"]!.GetValue<int>(), bilan["rejetees"]!.GetValue<int>()));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }

    [Fact]
    public async Task A_workbook_is_read_and_another_document_is_named()
    {
        await StartAsync();

        var book = Workbook(["Numéro candidat", "Nom", "Prénom", "Etat civil", "Date de naissance", "date réponse"],
            ["17", "Lefèvre", "Zoé", "Mme", "01/02/2008", "05/06/2026 10:00"], ["x", "Noël", "Éloi", "M.", "01/02/2008", "05/06/2026 10:00"]);
        var id = await SendBytesAsync(book);
        var analysed = await UntilAsync(id, "AConfirmer");
        Assert.Equal("xlsx", analysed["encodage"]!.GetValue<string>());
        var rejected = Assert.Single(await ListAsync($"importations/{id}/anomalies?nature=Rejet"))!;
        Assert.Equal((3, "Numéro candidat"), (rejected["ligne"]!.GetValue<int>(), rejected["colonne"]!.GetValue<string>()));
        Assert.StartsWith("Feuille « Admis » : « x »", rejected["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        var other = await UntilAsync(await SendBytesAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "Echec");
        Assert.Contains(".xls (97-2003)", other["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<long> SendBytesAsync(byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var answer = await Api.Http.PostAsync(Etab.Path + "importations?session=2026&formation=8842", content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<long>();
    }

    private static byte[] Workbook(params string[][] rows)
    {
        const string Main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
        var cells = rows.Select((row, r) => $"<row r='{r + 1}'>{string.Concat(row.Select((v, c) => $"<c r='{(char)('A' + c)}{r + 1}' t='inlineStr'><is><t>{v}</t></is></c>"))}</row>");
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }

            Add("_rels/.rels", $"{Relations}<Relationship Id='w' Type='{Office}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
            Add("xl/workbook.xml", $"<workbook {Main} xmlns:r='{Office}'><sheets><sheet name='Admis' sheetId='1' r:id='s'/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"{Relations}<Relationship Id='s' Type='{Office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>");
            Add("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{string.Concat(cells)}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    [Fact]
    public async Task What_the_file_does_not_carry_stays_as_the_interface_told_it()
    {
        await StartAsync();
        var voeu = Voeu(17, amenagement: 2);
        (voeu["nomRL1"], voeu["codeFormation1"]) = ("Parent", "L1DRO4");
        await PushAndRestAsync(voeu);

        var analysed = await ImportAsync(Line(17, mail: "nouvelle@exemple.fr"));

        Assert.Equal(1, analysed["analyse"]!["bilan"]!["modifiees"]!.GetValue<int>());
        Assert.Equal(1, analysed["analyse"]!["bilan"]!["champsModifies"]!["mail"]!.GetValue<int>());
        await AtRestAsync();
        var candidat = (await GetAsync("candidats/2026/17"))!;
        Assert.Equal("nouvelle@exemple.fr", candidat["candidat"]!["mail"]!.GetValue<string>());
        Assert.Equal("Parent", candidat["candidat"]!["responsablesLegaux"]![0]!["nom"]!.GetValue<string>());
        Assert.Equal("99100", candidat["candidat"]!["codePaysNationalite"]!.GetValue<string>());
        Assert.Equal("L1DRO4=S", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_an_older_answer_neither()
    {
        await StartAsync();
        await ImportAsync(Line(17) + Line(18));
        await AtRestAsync();

        var again = await ImportAsync(Line(17) + Line(18, reponse: "04/06/2026 10:00"));

        var report = again["analyse"]!["bilan"]!;
        Assert.Equal((1, 1, 0), (report["inchangees"]!.GetValue<int>(), report["depassees"]!.GetValue<int>(), report["modifiees"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Whoever_is_not_in_the_file_is_told_and_never_withdrawn()
    {
        await StartAsync();
        await ImportAsync(Line(17) + Line(18));
        await AtRestAsync();

        var report = (await ImportAsync(Line(17)))["analyse"]!["bilan"]!;
        await AtRestAsync();

        Assert.Equal(1, report["absentes"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }

    [Fact]
    public async Task Without_a_date_of_answer_a_newcomer_has_not_accepted()
    {
        await StartAsync();

        var report = (await ImportAsync(Line(17, reponse: "")))["analyse"]!["bilan"]!;
        await AtRestAsync();

        Assert.Equal(1, report["sansReponse"]!.GetValue<int>());
        Assert.Equal("", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_file_of_windows_1252_and_a_file_that_is_none()
    {
        await StartAsync();
        using var latin = new ByteArrayContent(System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Header + Line(17)));
        using var answer = await Api.Http.PostAsync(Etab.Path + "importations?session=2026&formation=8842", latin);
        var id = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<long>();

        Assert.Equal(("windows-1252", 1), ((await UntilAsync(id, "AConfirmer"))["encodage"]!.GetValue<string>(), (await UntilAsync(id, "AConfirmer"))["analyse"]!["bilan"]!["nouvelles"]!.GetValue<int>()));
        Assert.Contains("en-tête", (await UntilAsync(await SendAsync("Nom,Prénom\nA,B\n"), "Echec"))["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abandoned_file_is_dropped_with_its_bytes_and_cannot_be_confirmed()
    {
        await StartAsync();
        var id = await SendAsync(Header + Line(17));
        await UntilAsync(id, "AConfirmer");

        await PostAsync($"importations/{id}/abandonner");

        using var refused = await Api.RawAsync(HttpMethod.Post, Etab.Path + $"importations/{id}/confirmer", "{}");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal((0, 0), await BytesAsync());
    }

    [Theory]
    [InlineData("formation=8842", "session")]
    [InlineData("session=2026", "formation")]
    [InlineData("session=2026&formation=8842&uai=0750001A", "uai")]
    public async Task The_caller_must_tell_what_the_file_does_not(string query, string field)
    {
        await StartAsync(openGate: false);

        using var refused = await Api.RawAsync(HttpMethod.Post, Etab.Path + "importations?" + query, Header, "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"\"champ\":\"{field}\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_a_kill_interrupted_goes_on_by_itself_and_counts_each_line_once()
    {
        const int Lines = 9_000;
        await StartAsync(openGate: false);
        var id = await SendAsync(Header + string.Concat(Enumerable.Range(1001, Lines).Select(code => Line(code))));
        await UntilAsync(id, "AConfirmer");

        await PostAsync($"importations/{id}/confirmer");
        await Poll.UntilAsync(async () => (await GetAsync($"importations/{id}"))!["progression"]!["lignesTraitees"]!.GetValue<int>() > 0);
        await Gateway.StopAsync();
        await Gateway.StartAsync();

        var done = await UntilAsync(id, "Terminee");
        Assert.Equal((Lines, Lines), (done["application"]!["lignes"]!.GetValue<int>(), done["application"]!["nouvelles"]!.GetValue<int>()));
        Assert.Equal((Lines, Lines, Lines), await CountsAsync());
    }

    [Fact]
    public async Task Another_node_takes_over_when_the_lease_has_run_out_and_the_first_one_stops()
    {
        await StartAsync(openGate: false);
        var id = await SendAsync(Header + Line(17));
        await UntilAsync(id, "AConfirmer");
        var (book, database) = (Gateway.Services.GetRequiredService<ImportationBook>(), Gateway.Services.GetRequiredService<Database>());
        await database.ExecuteAsync("UPDATE importation SET etat = 'Analyse', bail_par = 'autre', bail_jusqua = '2999-01-01T00:00:00.000Z' WHERE id = @id", new { id }, default);
        Assert.Null(await book.ClaimAsync(database, id, default));
        var stale = (await book.FindAsync(database, Etab.Code, id, default))!;
        await Assert.ThrowsAsync<LeaseLostException>(() => database.WriteAsync(s => book.AdvanceAsync(s, stale, 1, 1, new Bilan(), default), default));

        await database.ExecuteAsync("UPDATE importation SET bail_jusqua = '2000-01-01T00:00:00.000Z' WHERE id = @id", new { id }, default);

        await UntilAsync(id, "AConfirmer");
    }

    private async Task<(int Candidats, int Voeux, int Evenements)> CountsAsync()
    {
        await using var connection = await Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        return (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM candidat"), await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu"),
            await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM evenement_candidat WHERE nature = 'Candidature'"));
    }
}

public sealed class ImportationTestsOnSqlite(PostgresServer postgres) : ImportationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ImportationTestsOnPostgres(PostgresServer postgres) : ImportationTests(postgres, DatabaseEngine.Postgres);
