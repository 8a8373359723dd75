using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>A component that must be installed.</summary>
/// <param name="File">Where it is once installed.</param>
/// <param name="Package">The Debian package that brings it.</param>
internal sealed record Requirement(string File, string Package);

/// <summary>A SOAP stack of somebody else: how its program is built from our contracts, and run.</summary>
internal abstract class ForeignClient(string name, string prefix, string title)
{
    /// <summary>Also its folder below <c>clients</c> and the login of its account.</summary>
    public string Name => name;

    /// <summary>Beginning of its OPI numbers.</summary>
    public string Prefix => prefix;

    /// <summary>As the matrix names it.</summary>
    public string Title => title;

    public static IReadOnlyList<ForeignClient> All { get; } = [new AxisClient(), new JaxwsClient(), new PhpClient(), new ZeepClient(), new NodeClient(), new GsoapClient(), new WcfClient()];

    public IReadOnlyList<Call> Calls => field ??= [.. Contract.All.SelectMany(c => c.Versions).Order().SelectMany(v => Case.All.Select(c => new Call(name, prefix, v, c)))];

    protected abstract IReadOnlyList<Requirement> Requirements { get; }

    /// <summary>Folders of <c>clients</c> whose sources go into its program.</summary>
    protected virtual IReadOnlyList<string> Sources => [name];

    /// <summary>Makes the program in an empty folder into which the sources were copied.</summary>
    protected virtual Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Makes the calls of the plan and gives the result lines.</summary>
    protected abstract Task<string> RunAsync(string folder, string plan, CancellationToken ct);

    /// <summary>Builds what is not yet built, makes all calls, and gives what the client saw of each.</summary>
    /// <exception cref="InvalidOperationException">Something is not installed or does not build; the message says what to do.</exception>
    public async Task<IReadOnlyDictionary<string, Outcome>> CallAsync(ServedContracts contracts, Uri address, CancellationToken ct)
    {
        var folder = await ProgramAsync(contracts, ct);
        var plan = new StringBuilder();
        foreach (var contract in Contract.All)
            plan.AppendJoin('\t', "contract", contract.Key, contract.Namespace, address + contract.Query).Append('\n');
        foreach (var call in Calls) call.WriteTo(plan, address);
        var planFile = Path.Combine(folder, "plan.tsv");
        await File.WriteAllTextAsync(planFile, plan.ToString(), ct);
        return Outcome.Parse(await RunAsync(folder, planFile, ct));
    }

    /// <summary>Where its program is. What is built is kept until the contracts or the sources change.</summary>
    /// <exception cref="InvalidOperationException">Something is not installed or does not build; the message says what to do.</exception>
    public async Task<string> ProgramAsync(ServedContracts contracts, CancellationToken ct)
    {
        var missing = Requirements.Where(r => !File.Exists(r.File)).Select(r => r.Package).Distinct().ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"{title} is not installed. Run: apt-get install -y --no-install-recommends {string.Join(' ', missing)}");

        var sources = Sources.SelectMany(s => Directory.GetFiles(Path.Combine(Repository.Clients, s))).Order(StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in sources.Concat(contracts.Files.Select(f => f.File)))
            hash.AppendData(await File.ReadAllBytesAsync(file, ct));
        var home = new DirectoryInfo(Path.Combine(Repository.Built, name));
        var folder = Path.Combine(home.FullName, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
        var done = Path.Combine(folder, "built");
        if (File.Exists(done)) return folder;

        if (home.Exists) home.Delete(recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var source in sources) File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        await BuildAsync(folder, contracts, ct);
        await File.WriteAllTextAsync(done, "", ct);
        return folder;
    }
}
