using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>One gateway for all attacks, and nothing beside them: time and memory are measured on the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AttackCollection : ICollectionFixture<AttackedGateway>
{
    public const string Name = "Attaques";
}

/// <summary>The gateway under attack, and what it logs as an error meanwhile: nothing.</summary>
public sealed class AttackedGateway(PostgresServer postgres) : IAsyncLifetime
{
    private readonly SharedGateway _shared = new(postgres) { Settings = ["--Logging:LogLevel:Default=Error", "--Logging:Console:LogLevel:Default=None"] };

    public GatewayInstance Gateway => _shared.Gateway;

    public LogLines Errors { get; } = new(LogLevel.Error);

    public async ValueTask InitializeAsync()
    {
        await _shared.InitializeAsync();
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(Errors);
    }

    public ValueTask DisposeAsync() => _shared.DisposeAsync();
}

/// <summary>What must be true of every attack on the hosted OPI service, whatever it is.</summary>
public static class Attack
{
    private const long MostAllocated = 64L * 1024 * 1024;
    private const long MostWorkingSet = 256L * 1024 * 1024;

    /// <summary>
    /// Carries out an attack: it is never accepted, shows no stack trace, ends, costs bounded memory, stores nothing
    /// to apply, and the next good call is served.
    /// </summary>
    /// <param name="shared">The gateway.</param>
    /// <param name="attack">Gives the answer.</param>
    /// <param name="status">What is answered.</param>
    public static async Task<RawAnswer> AssertRepelledAsync(this AttackedGateway shared, Func<Uri, Task<RawAnswer>> attack, int status)
    {
        var before = await AcceptedAsync(shared);
        var allocated = GC.GetTotalAllocatedBytes();
        var workingSet = Environment.WorkingSet;

        var answer = await attack(shared.Gateway.Url).WaitAsync(Poll.Patience);

        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, MostAllocated);
        Assert.True(Environment.WorkingSet - workingSet < MostWorkingSet, $"The working set grew by {Environment.WorkingSet - workingSet} bytes.");
        Assert.True(answer.Status == status, $"{answer.Status} instead of {status}: {answer.Body}");
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body.Replace("WebBaseException", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\nServer:", answer.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await AcceptedAsync(shared));
        Assert.Null(shared.Errors.Take());
        (await shared.Gateway.Http.PostOpiAsync(Envelope(Individu("E1")), RawHttp.Account)).AssertAccepted();
        return answer;
    }

    /// <summary>The same for a message that is refused for what it says: a fault, with the SOAP fault code and Apogée's dotted code.</summary>
    public static async Task<(string FaultCode, string Code, string Message)> AssertRefusedAsync(
        this AttackedGateway shared, byte[] body, string? contentType = "text/xml; charset=utf-8", params string[] fields)
    {
        var answer = await shared.AssertRepelledAsync(url => RawHttp.PostAsync(url, body, contentType, fields), 500);
        var fault = XDocument.Parse(answer.Body).Descendants(XName.Get("Fault", "http://schemas.xmlsoap.org/soap/envelope/")).Single();
        return (fault.Element("faultcode")!.Value, fault.Element("faultstring")!.Value, fault.Descendants("lastErrorMsg").Single().Value);
    }

    /// <summary>The message is refused by the reader of XML and envelopes, and the French text says why.</summary>
    public static async Task AssertUnreadableAsync(this AttackedGateway shared, byte[] body, string words, string faultCode = "Client", string? contentType = "text/xml; charset=utf-8", params string[] fields)
    {
        var fault = await shared.AssertRefusedAsync(body, contentType, fields);
        Assert.Equal(("soapenv:" + faultCode, "technical.parameter.noncoherentinput.message"), (fault.FaultCode, fault.Code));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    public static Task AssertUnreadableAsync(this AttackedGateway shared, string body, string words, string faultCode = "Client") =>
        shared.AssertUnreadableAsync(Encoding.UTF8.GetBytes(body), words, faultCode);

    /// <summary>A message that would be accepted; what is put in or around it makes the attack.</summary>
    public static string Sound(string inside = "") => Envelope(Individu("E2") + inside);

    /// <summary>The same without its XML declaration, so that something can stand before it.</summary>
    public static string WithoutDeclaration(string inside = "") => Sound(inside)[Sound().IndexOf("<e:Envelope", StringComparison.Ordinal)..];

    private static async Task<long> AcceptedAsync(AttackedGateway shared) =>
        (await shared.Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal = 'Opi' AND id NOT IN (SELECT id FROM message_ecarte)"))[0];
}
