using System.Xml.Linq;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>
/// .NET's own client, on message contracts like those that <c>dotnet-svcutil</c> writes for a wrapped document/literal
/// contract; the tool itself is not served by the registry, so they are written here.
/// </summary>
internal sealed class WcfClient() : ForeignClient("wcf", "W", ".NET System.ServiceModel 10.1")
{
    private const string Settings = "-p:ImportDirectoryBuildProps=false;ImportDirectoryBuildTargets=false";

    protected override IReadOnlyList<Requirement> Requirements => [];

    protected override async Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        foreach (var (contract, wsdl) in contracts.Files)
            await File.WriteAllTextAsync(Path.Combine(folder, contract.Key + ".cs"), WcfStubs.Of(contract, XDocument.Load(wsdl)), ct);
        try
        {
            await Tool.RunAsync(folder, "dotnet", ["build", "wcf.csproj", "-c", "Release", "-o", "program", "-nologo", "-v", "quiet", "-clp:ErrorsOnly", "-nodeReuse:false", Settings], ct);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The .NET client was not built: dotnet must reach its package source. To see for yourself: cd {folder} && dotnet build wcf.csproj {Settings}\n{e.Message}");
        }
    }

    protected override Task<string> RunAsync(string folder, string plan, CancellationToken ct) => Tool.RunAsync(folder, "dotnet", [Program(folder), "client", plan], ct);

    internal static string Program(string folder) => Path.Combine(folder, "program", "wcf.dll");
}
