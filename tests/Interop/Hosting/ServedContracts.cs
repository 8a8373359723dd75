using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>The contracts as the running gateway serves them, saved for the tools that want a file.</summary>
/// <param name="Files">One file per contract.</param>
internal sealed record ServedContracts(IReadOnlyList<(Contract Contract, string File)> Files)
{
    public static async Task<ServedContracts> FetchAsync(HttpClient http, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Built, "wsdl")).FullName;
        var files = new List<(Contract, string)>();
        foreach (var contract in Contract.All)
        {
            var file = Path.Combine(folder, contract.Key + ".wsdl");
            await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync("/services/OpiMetier" + contract.Query, ct), ct);
            files.Add((contract, file));
        }

        return new ServedContracts(files);
    }
}
