using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>What our client makes of stacks of other people in Apogée's place, and they of what it sends.</summary>
[Collection(InteropCollection.Name)]
public sealed class ForeignServerTests(ForeignServersRun servers) : IClassFixture<ForeignServersRun>
{
    public static TheoryData<string, int> Calls()
    {
        var data = new TheoryData<string, int>();
        foreach (var server in ForeignServer.All)
            foreach (var version in Contract.All.SelectMany(c => c.Versions).Order()) data.Add(server.Name, version);
        return data;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_field_is_read_as_it_was_sent_and_a_yes_is_an_acknowledgement(string server, int version)
    {
        var (running, opi, echange) = await SendAsync(server, version, "L1DROI");

        Assert.True(echange.Issue is IssueEnvoi.Acquittee, Seen(running, echange));
        AssertRead(opi, running);
        Assert.Empty(echange.Modifications);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_typed_fault_is_a_refusal_with_its_code_and_its_words(string server, int version)
    {
        var (running, opi, echange) = await SendAsync(server, version, Answers.Fault);

        Assert.True(echange.Issue is IssueEnvoi.Refusee, Seen(running, echange));
        var refused = (IssueEnvoi.Refusee)echange.Issue;
        Assert.Equal((Answers.FaultCode, Answers.FaultMessage), (refused.Code, refused.Message));
        Assert.NotEmpty(refused.Explication);
        AssertRead(opi, running);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_exception_is_a_technical_failure_that_keeps_its_words(string server, int version)
    {
        var (running, opi, echange) = await SendAsync(server, version, Answers.Exception);

        Assert.True(echange.Issue is IssueEnvoi.EchecTechnique, Seen(running, echange));
        Assert.Contains(Answers.ExceptionMessage, ((IssueEnvoi.EchecTechnique)echange.Issue).Message, StringComparison.Ordinal);
        AssertRead(opi, running);
    }

    private static void AssertRead(Complet opi, RunningServer running)
    {
        var read = running.Read(opi.Values["individu.codOpiIntEpo"]);
        Assert.True(read is not null, "It read nothing.\n" + running.Output);
        var differences = opi.Values.Keys.Union(read.Keys).Where(path => opi.Values.GetValueOrDefault(path) != read.GetValueOrDefault(path))
            .Select(path => $"{path}: sent {opi.Values.GetValueOrDefault(path)}, read {read.GetValueOrDefault(path)}");
        Assert.Equal("", string.Join('\n', differences));
    }

    private static string Seen(RunningServer running, Echange echange) =>
        $"{echange.Issue}\n{Encoding.UTF8.GetString(echange.Reponse.Span)}\n{running.Output}";

    private async Task<(RunningServer, Complet, Echange)> SendAsync(string name, int version, string codEtp)
    {
        var running = servers.Of(ForeignServer.All.Single(s => s.Name == name));
        var opi = Complet.Of(version, string.Create(CultureInfo.InvariantCulture, $"X{version:D2}{codEtp}"), codEtp);
        var contenu = OpiContenu.Blocs.Aggregate(OpiContenu.Vide, (c, bloc) => c.With(bloc, Json(opi, bloc)));
        var options = new ApogeeOptions
        {
            Url = running.AddressOf(version).AbsoluteUri, Version = version, Release = opi.Release, EspaceDeNoms = Contract.Of(version).Namespace, Login = "opi", MotDePasse = "mdp",
        };
        var services = new ServiceCollection().AddLogging();
        services.AddApogeeAdapter();
        await using var provider = services.BuildServiceProvider();
        return (running, opi, await provider.GetRequiredService<ApogeeOpiClient>().SendAsync(options, contenu, TestContext.Current.CancellationToken));
    }

    private static string? Json(Complet opi, BlocOpi bloc)
    {
        var name = char.ToLowerInvariant(bloc.ToString()[0]) + bloc.ToString()[1..];
        var donnees = new Donnees(0);
        foreach (var (path, value) in opi.Values) donnees.Set(path, value);
        return donnees.Block(name)?.ToJsonString();
    }
}
