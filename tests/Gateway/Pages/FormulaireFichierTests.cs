using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>A form that brings a file: who may not send it, or has no token, is answered before the file is read.</summary>
public sealed class FormulaireFichierTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Boundary = "limite";
    private const long SomeLength = 100L * 1024 * 1024;

    private readonly CookieContainer _cookies = new();

    private string Fichiers => $"/gestion/etablissements/{shared.Etab.Code}/fichiers";

    [Theory]
    [InlineData(Niveau.Scolarite, "", 400, "Formulaire périmé")]
    [InlineData(Niveau.Scolarite, "faux", 400, "Formulaire périmé")]
    [InlineData(Niveau.Lecture, "", 403, "Accès refusé")]
    public async Task A_file_of_whoever_may_not_send_it_is_not_waited_for(Niveau niveau, string jeton, int status, string words)
    {
        await EntrerAsync(niveau);

        var (answered, page) = await BeginAsync(SomeLength, (jeton.Length > 0 ? Field("jeton", jeton) : "") + Field("session", "2026") + File);

        Assert.Equal(status, answered);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_what_is_told_of_a_file_is_said_before_it_is_read()
    {
        var token = await TokenAsync(await EntrerAsync(Niveau.Scolarite));

        var (answered, page) = await BeginAsync(SomeLength, Field("jeton", token) + Field("session", "1999") + Field("formation", "8842") + File);

        Assert.Equal(400, answered);
        Assert.Contains("La session 1999 n'a pas de calendrier", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_announced_too_large_is_not_waited_for_either()
    {
        var token = await TokenAsync(await EntrerAsync(Niveau.Scolarite));

        var (answered, page) = await BeginAsync(600L * 1024 * 1024, Field("jeton", token));

        Assert.Equal(413, answered);
        Assert.Contains("512 Mio", page.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    // The end of the form is missing.
    [InlineData("17;Lefèvre\n", false)]
    // A field that no page has sent.
    [InlineData(null, true)]
    public async Task A_form_that_no_page_has_sent_is_refused_and_nothing_stays(string? file, bool whole)
    {
        var token = await TokenAsync(await EntrerAsync(Niveau.Scolarite));
        var before = await BodiesAsync();
        var body = Field("jeton", token) + Field("session", "2026") + Field("formation", "8842")
            + (file is null ? Field("uai", new string('x', 5000)) : File + file) + (whole ? $"\r\n--{Boundary}--\r\n" : "");

        var (answered, page) = await BeginAsync(Encoding.UTF8.GetByteCount(body), body);

        Assert.Equal(400, answered);
        Assert.Contains("La requête est mal formée", page, StringComparison.Ordinal);
        Assert.Equal(before, await BodiesAsync());
    }

    [Fact]
    public async Task A_form_of_fields_without_end_is_not_read_to_its_end()
    {
        var token = await TokenAsync(await EntrerAsync(Niveau.Scolarite));
        var body = Field("jeton", token) + string.Concat(Enumerable.Range(1, 30).Select(i => Field($"champ{i}", "x")));

        // More is announced than is sent: whoever read on would wait.
        var (answered, page) = await BeginAsync(SomeLength, body);

        Assert.Equal(400, answered);
        Assert.Contains("La requête est mal formée", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_etablissement_is_not_found()
    {
        using var http = await EntrerAsync(Niveau.Scolarite);
        await shared.Gateway.ExecuteAsync(
            "INSERT INTO corps_volumineux (etablissement, octets, ecrit_le) VALUES (@Code, 3, '2026-06-10T08:00:00.000Z')", new { shared.Other.Code });
        var id = (await shared.Gateway.QueryAsync<long>("SELECT MAX(id) FROM corps_volumineux"))[0];
        using var answer = await http.GetAsync($"{Fichiers}/resultats/{id}");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    private static string Field(string name, string value) => $"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}";

    private static string File { get; } = $"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"admis.csv\"\r\n"
        + "Content-Type: text/csv\r\n\r\nNuméro candidat;Nom\n";

    // Sends no more than the beginning of what it announces: whoever waited for the rest would not answer.
    private async Task<(int Status, string Page)> BeginAsync(long announced, string beginning)
    {
        await using var raw = await RawHttp.ConnectAsync(shared.Gateway.Url);
        await raw.SendAsync($"POST {Fichiers}/importations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {announced}\r\n"
            + $"Cookie: {_cookies.GetCookieHeader(new Uri(shared.Gateway.Url, Fichiers))}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n\r\n");
        await raw.TrySendAsync(Encoding.UTF8.GetBytes(beginning));
        var answer = await raw.ReceiveAsync();
        return (answer.Status, WebUtility.HtmlDecode(answer.Body));
    }

    private async Task<long> BodiesAsync() => (await shared.Gateway.QueryAsync<long>("SELECT COUNT(*) FROM corps_volumineux"))[0];

    private async Task<HttpClient> EntrerAsync(Niveau niveau)
    {
        var invitations = shared.Gateway.Services.GetRequiredService<InvitationBook>();
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Zoé", [new Droit(niveau, shared.Etab.Code)], default), "depot-" + Guid.NewGuid().ToString("N")[..8], "Zoé M.", "une phrase assez longue", default);
        Assert.Empty(errors);
        _cookies.Add(shared.Gateway.Url, new Cookie("pg_session", await shared.Gateway.Services.GetRequiredService<SessionBook>().OuvrirAsync(made!, "127.0.0.1", default)));
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = _cookies, AllowAutoRedirect = false })
        {
            BaseAddress = shared.Gateway.Url, Timeout = Poll.Patience,
        };
    }

    private async Task<string> TokenAsync(HttpClient http)
    {
        const string Before = "name=\"jeton\" value=\"";
        var page = await http.GetStringAsync(Fichiers);
        var at = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[at..page.IndexOf('"', at)];
    }
}
