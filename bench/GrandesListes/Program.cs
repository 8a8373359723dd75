using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.GrandesListes;

// Very large lists. Usage:
//   GrandesListes csv  [lines = 1000000] [PostgreSQL connection string]   import of a CSV export, against a bare prepared upsert (SQLite)
//   GrandesListes pull [candidates = 50000] [PostgreSQL connection string] a pull of candidates with guardians, its memory
if (args is ["--serve", var count, var url])
{
    await MeasuredServer.ServeAsync(url, app => app.MapPost("/getCandidatsAdmis", http => AnswerAsync(http, int.Parse(count, CultureInfo.InvariantCulture))));
    return 0;
}

const double MostTimes = 3;
const double MostMemory = 300;
var size = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
return args.FirstOrDefault() switch
{
    "csv" => await CsvAsync(size == 0 ? 1_000_000 : size, args.ElementAtOrDefault(2)),
    "pull" => await PullAsync(size == 0 ? 50_000 : size, args.ElementAtOrDefault(2)),
    _ => Fail(),
};

async Task<int> CsvAsync(int lines, string? postgres)
{
    var folder = Directory.CreateTempSubdirectory("grandes-listes-");
    try
    {
        var file = Path.Combine(folder.FullName, "export.csv");
        await Liste.WriteCsvAsync(file, lines);
        await using var gateway = new MeasuredGateway("http://127.0.0.1:9", postgres);
        await gateway.StartAsync();
        var bare = Path.Combine(folder.FullName, "bare.db");
        Copy(gateway.DatabaseFile, bare);
        var (rows, events) = postgres is null ? await new BareUpsert(bare).RunAsync(lines) : default;

        var watch = Stopwatch.StartNew();
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        var id = (await gateway.PostAsync($"importations?session=2026&formation={MeasuredGateway.Formation}", content))["id"]!.GetValue<long>();
        var received = watch.Elapsed;
        await UntilAsync(gateway, id, "AConfirmer");
        var analysed = watch.Elapsed;
        await gateway.PostAsync($"importations/{id}/confirmer");
        var end = await UntilAsync(gateway, id, "Terminee");
        var applied = watch.Elapsed;
        var known = end["application"]!["nouvelles"]!.GetValue<long>();
        Console.WriteLine(FormattableString.Invariant($"{lines} lines, {new FileInfo(file).Length / 1048576.0:F0} MiB; {known} new candidatures"));
        Console.WriteLine(FormattableString.Invariant($"reception {received.TotalSeconds:F1} s, dry run {(analysed - received).TotalSeconds:F1} s, application {(applied - analysed).TotalSeconds:F1} s; peak {gateway.Peak:F0} MiB"));
        if (postgres is not null) return known == lines ? 0 : 1;
        var bareTime = rows + events;
        var (import, whole) = ((applied - analysed) / bareTime, applied / bareTime);
        Console.WriteLine(FormattableString.Invariant($"bare upsert {rows.TotalSeconds:F1} s (candidates and wishes) + {events.TotalSeconds:F1} s (chronology) = {bareTime.TotalSeconds:F1} s"));
        Console.WriteLine(FormattableString.Invariant($"application / bare {import:F2}; reception, dry run and application / bare {whole:F2} (target {MostTimes})"));
        return known == lines && whole <= MostTimes ? 0 : 1;
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task<int> PullAsync(int candidates, string? postgres)
{
    using var parcoursup = await MeasuredServer.StartAsync(candidates.ToString(CultureInfo.InvariantCulture));
    await using var gateway = new MeasuredGateway(parcoursup.Url, postgres);
    await gateway.StartAsync();
    Console.WriteLine(FormattableString.Invariant($"{candidates} candidates with two guardians, {(long)candidates * Encoding.UTF8.GetByteCount(Liste.Json(1)) / 1048576.0:F0} MiB of JSON; at rest {gateway.Peak:F0} MiB"));
    foreach (var round in new[] { "first pull", "second pull (unchanged)" })
    {
        var watch = Stopwatch.StartNew();
        await gateway.PostAsync("recuperations");
        var pull = (await gateway.GetAsync("recuperations"))[0]!;
        while (pull["etat"]!.GetValue<string>() is "Demandee" or "Recue")
        {
            await Task.Delay(200);
            pull = (await gateway.GetAsync("recuperations"))[0]!;
        }

        var (applied, memory) = (watch.Elapsed, gateway.Peak);
        var count = (await gateway.AtRestAsync())["decisions"]!["f"]!.GetValue<long>();
        Console.WriteLine(FormattableString.Invariant(
            $"{round}: {pull["etat"]}, {pull["candidats"]} candidates in {applied.TotalSeconds:F1} s, peak {memory:F0} MiB; {count} favourable wishes after {watch.Elapsed.TotalSeconds:F1} s, peak {gateway.Peak:F0} MiB"));
        if (count != candidates) return 1;
    }

    var facade = Stopwatch.StartNew();
    var bytes = await gateway.FacadeAsync();
    Console.WriteLine(FormattableString.Invariant($"façade: {bytes / 1048576.0:F0} MiB in {facade.Elapsed.TotalSeconds:F1} s, peak {gateway.Peak:F0} MiB (target {MostMemory})"));
    return gateway.Peak < MostMemory ? 0 : 1;
}

static async Task AnswerAsync(HttpContext http, int count)
{
    http.Response.ContentType = "application/json";
    await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(false), 64 * 1024);
    await writer.WriteAsync('[');
    for (var i = 1; i <= count; i++)
    {
        if (i > 1) await writer.WriteAsync(",\n");
        await writer.WriteAsync(Liste.Json(i));
    }

    await writer.WriteAsync(']');
}

static async Task<System.Text.Json.Nodes.JsonNode> UntilAsync(MeasuredGateway gateway, long id, string state)
{
    while (true)
    {
        var import = await gateway.GetAsync($"importations/{id}");
        var now = import["etat"]!.GetValue<string>();
        if (now == state) return import;
        if (now == "Echec") throw new InvalidOperationException(import.ToJsonString());
        await Task.Delay(100);
    }
}

// The gateway's own schema, keys and indexes, without its rows.
static void Copy(string from, string to)
{
    SQLitePCL.Batteries_V2.Init();
    if (!File.Exists(from)) return;
    using var source = new SqliteConnection($"Data Source={from};Pooling=False");
    using var target = new SqliteConnection($"Data Source={to};Pooling=False");
    source.Open();
    target.Open();
    source.BackupDatabase(target);
}

static int Fail()
{
    Console.Error.WriteLine("csv [lines] [connection string] | pull [candidates] [connection string]");
    return 2;
}
