using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>What the hosted service made of a request.</summary>
public sealed record Handled(int Status, string? ContentType, string Text, OpiRecu? Accepted);

/// <summary>The hosted OPI service without network and storage: the endpoint and operations of the gateway, called directly.</summary>
public sealed class HostedPipeline : IAsyncDisposable
{
    private const string Accepted = "accepted";

    private readonly WebApplication _app;
    private readonly RequestDelegate _endpoint;
    private readonly LogLines _errors = new(LogLevel.Error);

    public HostedPipeline()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddProvider(_errors);
        _app = builder.Build();
        var service = OpiMetierService.Create((lecture, call, _) =>
        {
            call.HttpContext.Items[Accepted] = lecture as OpiRecu;
            return default;
        });
        _app.MapSoap("/services/OpiMetier", service, new SoapEndpointOptions { DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure) });
        _endpoint = ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
    }

    /// <summary>An error that was logged and not yet taken, or null: an unexpected exception is a defect of ours, whatever was answered.</summary>
    public string? TakeUnexpected() => _errors.Take();

    public async Task<Handled> PostAsync(CapturedRequest request)
    {
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        http.Request.Method = HttpMethods.Post;
        http.Request.Protocol = HttpProtocol.Http11;
        foreach (var (name, value) in request.Headers) http.Request.Headers.Append(name, value);
        http.Request.ContentLength = request.Body.Length;
        http.Request.Body = new MemoryStream(request.Body);
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await _endpoint(http);
        return new(http.Response.StatusCode, http.Response.ContentType, Encoding.UTF8.GetString(answer.ToArray()), http.Items[Accepted] as OpiRecu);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
