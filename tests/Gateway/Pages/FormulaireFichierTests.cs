using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>A form that brings a file: who may not send it, or has no token, is answered before the file is read.</summary>
public sealed class FormulaireFichierTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Boundary = "limite";

    private string Depot => $"/gestion/etablissements/{shared.Etab.Code}/fichiers/importations";

    [Theory]
    [InlineData(Niveau.Scolarite, "", HttpStatusCode.BadRequest)]
    [InlineData(Niveau.Scolarite, "faux", HttpStatusCode.BadRequest)]
    [InlineData(Niveau.Lecture, "", HttpStatusCode.Forbidden)]
    public async Task A_file_of_whoever_may_not_send_it_is_not_waited_for(Niveau niveau, string jeton, HttpStatusCode expected)
    {
        using var http = await EntrerAsync(niveau);
        // Its file never comes: whoever waited for it would not answer.
        using var never = new SansFin(Encoding.UTF8.GetBytes((jeton.Length > 0 ? Field("jeton", jeton) : "") + Field("session", "2026") + File("admis.csv")));
        using var answer = await SendAsync(http, new StreamContent(never));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(expected == HttpStatusCode.Forbidden ? "Accès refusé" : "Formulaire périmé", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_what_is_told_of_a_file_is_said_before_it_is_read()
    {
        using var http = await EntrerAsync(Niveau.Scolarite);
        using var never = new SansFin(Encoding.UTF8.GetBytes(Field("jeton", await TokenAsync(http)) + Field("session", "1999") + Field("formation", "8842") + File("admis.csv")));
        using var answer = await SendAsync(http, new StreamContent(never));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("La session 1999 n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_announced_too_large_is_not_waited_for_either()
    {
        using var http = await EntrerAsync(Niveau.Scolarite);
        using var never = new SansFin(Encoding.UTF8.GetBytes(Field("jeton", await TokenAsync(http))));
        using var body = new StreamContent(never);
        body.Headers.ContentLength = 600L * 1024 * 1024;
        using var answer = await SendAsync(http, body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("512", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    // The end of the form is missing.
    [InlineData("17;Lefèvre\n", false)]
    // A field that no page has sent.
    [InlineData(null, true)]
    public async Task A_form_that_no_page_has_sent_is_refused_and_nothing_stays(string? file, bool whole)
    {
        using var http = await EntrerAsync(Niveau.Scolarite);
        var before = await BodiesAsync();
        var text = Field("jeton", await TokenAsync(http)) + Field("session", "2026") + Field("formation", "8842")
            + (file is null ? Field("uai", new string('x', 5000)) : File("admis.csv") + file) + (whole ? $"\r\n--{Boundary}--\r\n" : "");
        using var answer = await SendAsync(http, new StringContent(text));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("mal formée", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await BodiesAsync());
    }

    [Fact]
    public async Task A_file_of_another_etablissement_is_not_found()
    {
        using var http = await EntrerAsync(Niveau.Scolarite);
        await shared.Gateway.ExecuteAsync(
            "INSERT INTO corps_volumineux (etablissement, octets, ecrit_le) VALUES (@Code, 3, '2026-06-10T08:00:00.000Z')", new { shared.Other.Code });
        var id = (await shared.Gateway.QueryAsync<long>("SELECT MAX(id) FROM corps_volumineux"))[0];
        using var answer = await http.GetAsync($"/gestion/etablissements/{shared.Etab.Code}/fichiers/resultats/{id}");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    private static string Field(string name, string value) => $"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}";

    private static string File(string name) =>
        $"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\nNuméro candidat;Nom\n";

    private async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpContent body)
    {
        body.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        using var request = new HttpRequestMessage(HttpMethod.Post, Depot) { Content = body };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<long> BodiesAsync() => (await shared.Gateway.QueryAsync<long>("SELECT COUNT(*) FROM corps_volumineux"))[0];

    private async Task<HttpClient> EntrerAsync(Niveau niveau)
    {
        var invitations = shared.Gateway.Services.GetRequiredService<InvitationBook>();
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Zoé", [new Droit(niveau, shared.Etab.Code)], default), "depot-" + Guid.NewGuid().ToString("N")[..8], "Zoé M.", "une phrase assez longue", default);
        Assert.Empty(errors);
        var cookies = new CookieContainer();
        cookies.Add(shared.Gateway.Url, new Cookie("pg_session", await shared.Gateway.Services.GetRequiredService<SessionBook>().OuvrirAsync(made!, "127.0.0.1", default)));
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = shared.Gateway.Url, Timeout = Poll.Patience,
        };
    }

    private async Task<string> TokenAsync(HttpClient http)
    {
        const string Before = "name=\"jeton\" value=\"";
        var page = await http.GetStringAsync($"/gestion/etablissements/{shared.Etab.Code}/fichiers");
        var at = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[at..page.IndexOf('"', at)];
    }

    /// <summary>Gives its beginning, and then nothing any more until it is closed.</summary>
    private sealed class SansFin(byte[] start) : Stream
    {
        // What is sent gathers before it leaves: some of the file comes too.
        private readonly byte[] _beginning = [.. start, .. new byte[64 * 1024]];
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == _beginning.Length) await _closed.Task.WaitAsync(cancellationToken);
            var count = Math.Min(buffer.Length, _beginning.Length - _at);
            _beginning.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
