using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Server;

public sealed class RefusalTests
{
    private readonly GreetOperation _operation = new();

    [Fact]
    public async Task An_announced_length_beyond_the_limit_is_refused_without_reading()
    {
        await using var server = await TestServer.WithAsync(_operation, Small);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);

        // The body is never sent: only a server that doesn't wait for it can answer.
        await socket.SendAsync(
            "POST /soap HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n"u8.ToArray());
        var buffer = new byte[4096];
        var answer = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer));

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_chunked_body_beyond_the_limit_is_refused_in_French()
    {
        await using var server = await TestServer.WithAsync(_operation, Small);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/soap");
        request.Content = new StringContent(Greet($"<name>{new string('x', 3000)}</name>"), Encoding.UTF8, "text/xml");
        request.Headers.TransferEncodingChunked = true;

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("trop volumineux", await FaultStringAsync(response), StringComparison.Ordinal);
        Assert.Empty(_operation.Handled);
    }

    [Fact]
    public async Task A_chunked_body_within_the_limit_is_accepted()
    {
        await using var server = await TestServer.WithAsync(_operation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/soap");
        request.Content = new StringContent(Greet($"<name>{new string('x', 30_000)}</name>"), Encoding.UTF8, "text/xml");
        request.Headers.TransferEncodingChunked = true;

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(30_000, _operation.Only.Name!.Length);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_refused()
    {
        await using var server = await TestServer.WithAsync(
            _operation, new() { Limits = new() { ReadTimeout = TimeSpan.FromMilliseconds(200) } });
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);

        await socket.SendAsync(
            "POST /soap HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 50\r\n\r\n<soap"u8.ToArray());
        var buffer = new byte[4096];
        var answer = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml")]
    [InlineData("text/xml; charset=\"utf-8\"")]
    [InlineData("text/xml;charset=UTF-8")]
    [InlineData("TEXT/XML; action=\"\"; charset=utf-8")]
    [InlineData("application/xml")]
    public async Task The_content_types_of_real_clients_are_accepted(string contentType)
    {
        await using var server = await TestServer.WithAsync(_operation);

        using var response = await server.PostAsync(Greet("<name>Zoé</name>"), contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Zoé", _operation.Only.Name);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/soap+xml", null)]
    [InlineData(null, null)]
    [InlineData("text/xml", "gzip")]
    public async Task Other_content_types_and_encodings_are_refused(string? contentType, string? encoding)
    {
        await using var server = await TestServer.WithAsync(_operation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/soap");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Greet("")));
        if (contentType is not null) request.Content.Headers.ContentType = new(contentType);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Empty(_operation.Handled);
    }

    [Fact]
    public async Task The_guard_speaks_before_the_body_is_read()
    {
        await using var server = await TestServer.WithAsync(
            _operation, new() { Guard = _ => new(Results.StatusCode(401)) });

        using var response = await server.PostAsync("not even XML");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_unexpected_exception_reveals_only_where_to_look()
    {
        SoapFailure? told = null;
        byte[]? raw = null;
        var failing = new GreetOperation((_, _) => throw new InvalidOperationException("secret of Mrs Martin"));
        await using var server = await TestServer.WithAsync(failing, new()
        {
            Refused = (_, bytes, failure, _) =>
            {
                (told, raw) = (failure, bytes.ToArray());
                return default;
            },
        });

        using var response = await server.PostAsync(Greet("<name>Zoé</name>"));
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal(SoapFailureKind.Unexpected, told!.Kind);
        Assert.Contains(told.CorrelationId!, body, StringComparison.Ordinal);
        Assert.Equal(Ns, told.Request!.Namespace);
        Assert.Equal(Encoding.UTF8.GetBytes(Greet("<name>Zoé</name>")), raw);
    }

    [Fact]
    public async Task What_passes_by_itself_puts_the_caller_off_and_is_not_refused()
    {
        var told = 0;
        var failing = new GreetOperation((_, _) => throw new IOException("secret of the disk"));
        await using var server = await TestServer.WithAsync(failing, new()
        {
            Unavailable = failure => failure is IOException ? new SoapPause("Plus de place : recommencer plus tard.", "60") : null,
            Refused = (_, _, _, _) =>
            {
                told++;
                return default;
            },
        });

        using var response = await server.PostAsync(Greet("<name>Zoé</name>"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("60", response.Headers.RetryAfter!.ToString());
        Assert.Equal("Plus de place : recommencer plus tard.", await FaultStringAsync(response));
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task A_host_can_word_the_faults_of_the_endpoint_in_its_own_grammar()
    {
        await using var server = await TestServer.StartAsync(app => app.MapSoap(
            "/soap",
            new SoapService(_ => null),
            new() { DescribeFailure = (_, failure) => new(failure.Code, $"technical.parameter.{failure.Kind}.{failure.Request!.Name}") }));

        using var response = await server.PostAsync(Greet(""));

        Assert.Equal("technical.parameter.UnknownOperation.greet", await FaultStringAsync(response));
    }

    private static SoapEndpointOptions Small => new() { Limits = new() { MaxBodyBytes = 2048 } };

    private static async Task<string> FaultStringAsync(HttpResponseMessage response) =>
        XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("faultstring").Single().Value;
}
