using System.Diagnostics;
using System.Globalization;
using Parcoursup.Gateway.Interop.Tests.Drivers;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>A SOAP stack of somebody else that plays Apogée: the same program as the client's, started as a server.</summary>
internal abstract class ForeignServer(ForeignClient program, string title)
{
    /// <summary>Folder of <c>clients</c>.</summary>
    public string Name => program.Name;

    public string Title => title;

    public static IReadOnlyList<ForeignServer> All { get; } = [new AxisServer(), new JaxwsServer(), new PhpServer(), new SoapCoreServer()];

    /// <summary>What stands before the contract's key in its address.</summary>
    public virtual string Path => "/services/";

    /// <param name="folder">Where its program is.</param>
    /// <param name="port">Where it listens, on the loopback.</param>
    /// <param name="readings">Where it writes what it read.</param>
    protected abstract ProcessStartInfo Command(string folder, int port, string readings);

    /// <summary>Builds its program when needed and starts it.</summary>
    /// <exception cref="InvalidOperationException">Something is not installed, does not build or does not start.</exception>
    public async Task<RunningServer> StartAsync(ServedContracts contracts, CancellationToken ct)
    {
        var folder = await program.ProgramAsync(contracts, ct);
        var readings = Directory.CreateTempSubdirectory("interop-" + Name + "-").FullName;
        await File.WriteAllTextAsync(System.IO.Path.Combine(readings, "answers.tsv"), Answers.Text, ct);
        var port = RunningServer.FreePort();
        var command = Command(folder, port, readings);
        command.WorkingDirectory = folder;
        return await RunningServer.StartAsync(command, new Uri($"http://127.0.0.1:{port}{Path}"), readings, ct);
    }

    protected static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

/// <summary>SimpleAxisServer, on the implementation that WSDL2Java generates.</summary>
internal sealed class AxisServer() : ForeignServer(Client, "Apache Axis 1.4 SimpleAxisServer")
{
    private static readonly AxisClient Client = ForeignClient.All.OfType<AxisClient>().Single();

    public override string Path => "/axis/services/";

    protected override ProcessStartInfo Command(string folder, int port, string readings) =>
        new("java", ["-XX:TieredStopAtLevel=1", "-Dfolder=" + readings, "-cp", "classes:" + Client.ClassPath, "interop.AxisServer", Text(port)]);
}

/// <summary>Endpoint.publish of the JAX-WS reference implementation.</summary>
internal sealed class JaxwsServer() : ForeignServer(Client, "JAX-WS RI 2.3 Endpoint.publish")
{
    private static readonly JaxwsClient Client = ForeignClient.All.OfType<JaxwsClient>().Single();

    protected override ProcessStartInfo Command(string folder, int port, string readings) =>
        new("java", ["-XX:TieredStopAtLevel=1", "-Dfolder=" + readings, "-cp", "classes:" + Client.ClassPath, "interop.JaxwsServer", Text(port), .. Cases.Contract.All.Select(c => c.Key)]);
}

/// <summary>PHP's SoapServer, in the web server of PHP's command line.</summary>
internal sealed class PhpServer() : ForeignServer(ForeignClient.All.OfType<PhpClient>().Single(), "PHP SoapServer 8.2")
{
    protected override ProcessStartInfo Command(string folder, int port, string readings) =>
        new("/usr/bin/php8.2", ["-S", "127.0.0.1:" + Text(port), "server.php"])
        {
            Environment = { ["FOLDER"] = readings, ["CONTRACTS"] = System.IO.Path.Combine(Repository.Built, "wsdl") },
        };
}

/// <summary>SoapCore, on the contracts that were generated for .NET's own client.</summary>
internal sealed class SoapCoreServer() : ForeignServer(ForeignClient.All.OfType<WcfClient>().Single(), "SoapCore 1.2")
{
    protected override ProcessStartInfo Command(string folder, int port, string readings) =>
        new("dotnet", [WcfClient.Program(folder), "server", Text(port), readings]);
}
