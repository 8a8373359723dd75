using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>PHP's SoapClient: reads the contract at run time.</summary>
internal sealed class PhpClient() : ForeignClient("php", "P", "PHP SoapClient 8.2")
{
    protected override IReadOnlyList<Requirement> Requirements { get; } =
        [new("/usr/bin/php8.2", "php8.2-cli"), new("/etc/php/8.2/cli/conf.d/20-soap.ini", "php8.2-soap")];

    protected override Task<string> RunAsync(string folder, string plan, CancellationToken ct) =>
        Tool.RunAsync(folder, "/usr/bin/php8.2", ["client.php", plan], ct);
}

/// <summary>zeep, with Debian's own Python.</summary>
internal sealed class ZeepClient() : ForeignClient("zeep", "Z", "Python zeep 4.2")
{
    private const string Python = "/usr/bin/python3";

    protected override IReadOnlyList<Requirement> Requirements { get; } =
        [new(Python, "python3"), new("/usr/lib/python3/dist-packages/zeep/__init__.py", "python3-zeep")];

    protected override Task<string> RunAsync(string folder, string plan, CancellationToken ct) => Tool.RunAsync(folder, Python, ["client.py", plan], ct);
}

/// <summary>npm's <c>soap</c>, in the versions of the committed lock file.</summary>
internal sealed class NodeClient() : ForeignClient("node", "N", "node soap 1.13")
{
    protected override IReadOnlyList<Requirement> Requirements { get; } = [new("/usr/bin/node", "nodejs"), new("/usr/bin/npm", "npm")];

    protected override async Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        try
        {
            await Tool.RunAsync(folder, "npm", ["ci", "--ignore-scripts"], ct);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The packages of tests/Interop/clients/node were not installed: npm must reach its registry. To see for yourself: cd tests/Interop/clients/node && npm ci\n{e.Message}");
        }
    }

    protected override Task<string> RunAsync(string folder, string plan, CancellationToken ct) => Tool.RunAsync(folder, "node", ["client.js", plan], ct);
}
