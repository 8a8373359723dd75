using System.Net;
using System.Net.Sockets;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>Programs that write ISO-8859-1 where UTF-8 is expected: Java's, PHP's and Axis's logins, passwords and headers.</summary>
public sealed class LatinCallersTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Login = "sébastien";
    private const string Password = "clé-été€";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public async Task A_password_with_accents_is_right_in_either_encoding_and_a_wrong_one_is_one_try()
    {
        SharedGateway.AddAccount(Etab, Login, Password, "E");
        await StartAsync(openGate: false);

        foreach (var encoding in new[] { Encoding.UTF8, Windows1252 })
        {
            Assert.StartsWith("HTTP/1.1 200", await PostAsync(encoding.GetBytes($"{Login}:{Password}"), "X-Nom: Durand"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 401", await PostAsync(encoding.GetBytes($"{Login}:{Password}!"), "X-Nom: Durand"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("X-Nom: Lefèvre")]
    [InlineData("SOAPAction: \"été\"")]
    [InlineData("User-Agent: Scolarité/1.0")]
    public async Task A_header_with_accents_of_ISO_8859_1_is_no_bad_request(string header)
    {
        SharedGateway.AddAccount(Etab, Login, Password, "E");
        await StartAsync(openGate: false);

        var answer = await PostAsync(Encoding.UTF8.GetBytes($"{Login}:{Password}"), header);

        Assert.False(answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
    }

    // HttpClient refuses to write such headers.
    private async Task<string> PostAsync(byte[] credentials, string header)
    {
        var body = Encoding.UTF8.GetBytes(Envelope(Individu("E1")));
        var head = $"POST {OpiPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
            + $"Authorization: Basic {Convert.ToBase64String(credentials)}\r\n{header}\r\n\r\n";
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Gateway.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        await stream.WriteAsync(body);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
