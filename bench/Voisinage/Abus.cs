using System.Net.Http.Headers;
using System.Text;

namespace Parcoursup.Gateway.Voisinage;

/// <summary>What the hostile établissement does, with what it has been given.</summary>
internal static class Abus
{
    private const int AtOnce = 4;
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string ReturnHeader = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\n";

    private static int _next = 1_000_000;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(10) };
    private static readonly string Ones = "[" + string.Join(',', Enumerable.Repeat("1", 512 * 1024)) + "]";
    private static readonly string Fields = "[" + string.Join(',', Enumerable.Repeat("""{"session":2026,"champ":1}""", 9_999)) + "]";
    private static readonly string Blanks = "[" + new string(' ', 16 * 1024 * 1024) + "]";
    private static readonly string Wrong = ReturnHeader + string.Concat(Enumerable.Repeat(";x;;;;\n", 9_998));

    private static readonly string WrongResults = "session;codeCandidat;resultat;date\n" + string.Concat(Enumerable.Repeat("x;x;x;x\n", 9_998));
    private static readonly byte[] WrongBook = Classeur.Of(5_000, good: false, Next);

    public static IReadOnlyList<string> Names { get; } =
    [
        "ones instead of lines", "9 999 refused lines", "16 MiB of blanks", "good lines, 20 000 at a time", "good results, 20 000 at a time",
        "return files of refused lines", "return files of good lines, 5 000 at a time", "pushes without end", "wrong passwords",
        "results of refused lines", "workbooks of good results, 5 000 at a time", "workbooks of refused lines",
        "readers of the façade who do not read", "strangers who guess at every door",
    ];

    public static Func<CancellationToken, Task> Of(string name, string gateway, IReadOnlyDictionary<string, string> keys)
    {
        return Names.Index().First(n => n.Item == name).Index switch
        {
            0 => ct => LinesAsync("hostile", "inscriptions", Ones, Json, ct),
            1 => ct => LinesAsync("hostile", "inscriptions", Fields, Json, ct),
            2 => ct => LinesAsync("hostile", "inscriptions", Blanks, Json, ct),
            3 => ct => LinesAsync("hostile", "inscriptions", Good(20_000), "application/x-ndjson", ct),
            4 => ct => LinesAsync("hostile", "resultats-bac", Results(20_000), Csv, ct),
            5 => ct => LinesAsync("hostile-s", "scolarix/retours", Wrong + $";{Interlocked.Increment(ref _next)};;;;\n", Csv, ct),
            6 => ct => LinesAsync("hostile-s", "scolarix/retours", Return(5_000), Csv, ct),
            7 => ct => PushAsync(Interlocked.Increment(ref _next), Etablissements.Password, ct),
            9 => ct => LinesAsync("hostile", "resultats-bac", WrongResults, Csv, ct),
            10 => ct => BytesAsync("hostile", "resultats-bac", Classeur.Of(5_000, good: true, Next), ct),
            11 => ct => BytesAsync("hostile", "resultats-bac", WrongBook, ct),
            12 => ct => AbusDeConnexions.ReadSlowlyAsync(new Uri(gateway), ct),
            13 => ct => AbusDeConnexions.GuessAsync(gateway, ct),
            _ => ct => PushAsync(1, $"essai-{Interlocked.Increment(ref _next)}", ct),
        };

        async Task PushAsync(int candidat, string password, CancellationToken ct)
        {
            using var answer = await Http.PostAsync($"{gateway}/parcoursup/{Etablissements.HostileUai}/admissionCandidat",
                Push.Of(candidat, Etablissements.HostileUai, "psup-hostile", password), ct);
        }

        Task LinesAsync(string code, string path, string body, string type, CancellationToken ct) =>
            SendAsync(code, path, new StringContent(body, Encoding.UTF8, type), ct);

        Task BytesAsync(string code, string path, byte[] workbook, CancellationToken ct) => SendAsync(
            code, path, new ByteArrayContent(workbook) { Headers = { ContentType = new MediaTypeHeaderValue(Classeur.Type) } }, ct);

        async Task SendAsync(string code, string path, HttpContent content, CancellationToken ct)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway}/api/etablissements/{code}/{path}") { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys[code]);
            using var answer = await Http.SendAsync(request, ct);
            await answer.Content.ReadAsByteArrayAsync(ct);
        }
    }

    /// <summary>The same again and again, some at a time.</summary>
    /// <returns>How many calls were answered, whatever the answer.</returns>
    public static async Task<int> SideBySideAsync(Func<CancellationToken, Task> call, CancellationToken ct)
    {
        var count = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            await Task.Yield();
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    await call(ct);
                    Interlocked.Increment(ref count);
                }
                catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
                {
                    // It was cut off, and begins again.
                }
            }
        }));
        return count;
    }

    private static int Next() => Interlocked.Increment(ref _next);

    private static string Good(int lines) => string.Concat(Enumerable.Range(0, lines).Select(_ => FormattableString.Invariant(
        $$"""{"session":2026,"codeCandidat":{{Interlocked.Increment(ref _next)}},"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-07-09T08:00:00+02:00"}""") + "\n"));

    private static string Results(int lines) => "session;codeCandidat;resultat;date\n" + string.Concat(
        Enumerable.Range(0, lines).Select(_ => FormattableString.Invariant($"2026;{Interlocked.Increment(ref _next)};ADMIS;07/07/2026\n")));

    private static string Return(int lines) => ReturnHeader + string.Concat(
        Enumerable.Range(0, lines).Select(_ => FormattableString.Invariant($"{Interlocked.Increment(ref _next)};;8842;VALIDEE;O;09/07/2026\n")));
}
