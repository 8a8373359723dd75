using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>gSOAP: one program per contract, because its generated names carry no namespace.</summary>
internal sealed class GsoapClient() : ForeignClient("gsoap", "G", "gSOAP 2.8")
{
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    protected override IReadOnlyList<Requirement> Requirements { get; } =
        [new("/usr/bin/wsdl2h", "gsoap"), new("/usr/include/stdsoap2.h", "libgsoap-dev"), new("/usr/bin/g++", "g++")];

    protected override async Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        foreach (var (contract, wsdl) in contracts.Files)
        {
            var home = Directory.CreateDirectory(Path.Combine(folder, contract.Key)).FullName;
            await File.WriteAllTextAsync(Path.Combine(home, "typemap.dat"), $"opi = \"{contract.Namespace}\"\n", ct);
            await File.WriteAllTextAsync(Path.Combine(home, "names.h"), Names(wsdl), ct);
            await Tool.RunAsync(home, "wsdl2h", ["-t", "typemap.dat", "-o", "opi.h", wsdl], ct);
            await Tool.RunAsync(home, "soapcpp2", ["-C", "-j", "-x", "-w", "-I/usr/share/gsoap/import", "opi.h"], ct);
            await Tool.RunAsync(home, "g++",
                ["-std=c++20", "-O0", "-w", "-I.", "-o", "client", "../client.cpp", "soapC.cpp", "soapOpiMetierSoapBindingProxy.cpp", "-lgsoap++"], ct);
        }
    }

    protected override async Task<string> RunAsync(string folder, string plan, CancellationToken ct)
    {
        var output = new StringBuilder();
        foreach (var contract in Contract.All)
            output.Append(await Tool.RunAsync(folder, Path.Combine(folder, contract.Key, "client"), [plan, contract.Key], ct));
        return output.ToString();
    }

    private static string Names(string wsdl) => string.Concat(XDocument.Load(wsdl).Descendants(Schema + "complexType").Descendants(Schema + "element")
        .Select(e => e.Attribute("name")!.Value).Distinct().Where(name => name[0] != '_').Order(StringComparer.Ordinal).Select(name => $"ELEMENT({name})\n"));
}
