using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>
/// The contracts as the running gateway serves them, saved for the tools that generate stubs. They are asked for under a
/// name that stays the same, because the address stands in them: what was built from them can be kept.
/// </summary>
/// <param name="Files">One file per contract.</param>
internal sealed record ServedContracts(IReadOnlyList<(Contract Contract, string File)> Files)
{
    public const string Address = "services/OpiMetier";

    public static async Task<ServedContracts> FetchAsync(HttpClient http, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Built, "wsdl")).FullName;
        var files = new List<(Contract, string)>();
        foreach (var contract in Contract.All)
        {
            var file = Path.Combine(folder, contract.Key + ".wsdl");
            using var request = new HttpRequestMessage(HttpMethod.Get, Address + contract.Query) { Headers = { Host = "passerelle.exemple.fr" } };
            using var response = await http.SendAsync(request, ct);
            await File.WriteAllBytesAsync(file, await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct), ct);
            files.Add((contract, file));
        }

        return new ServedContracts(files);
    }
}
