using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>What both Java stacks share: stubs are generated per contract into one tree, then all is compiled at once.</summary>
internal abstract class JavaClient(string name, string prefix, string title) : ForeignClient(name, prefix, title)
{
    protected static readonly Requirement Jdk = new("/usr/bin/javac", "openjdk-17-jdk-headless");

    protected override IReadOnlyList<string> Sources => ["java", Name];

    protected abstract string ClassPath { get; }

    protected abstract string MainClass { get; }

    protected abstract Task GenerateAsync(string folder, string wsdl, CancellationToken ct);

    protected override async Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, "stubs"));
        foreach (var (_, file) in contracts.Files) await GenerateAsync(folder, file, ct);
        var sources = Directory.GetFiles(folder, "*.java", SearchOption.AllDirectories);
        await Tool.RunAsync(folder, "javac", ["-encoding", "UTF-8", "-nowarn", "-Xlint:none", "-d", "classes", "-cp", ClassPath, .. sources], ct);
    }

    protected override Task<string> RunAsync(string folder, string plan, CancellationToken ct) =>
        Tool.RunAsync(folder, "java", ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", "classes:" + ClassPath, MainClass, plan], ct);
}

/// <summary>Apache Axis 1.4: the stack of Apogée's own client libraries.</summary>
internal sealed class AxisClient() : JavaClient("axis", "A", "Apache Axis 1.4")
{
    protected override IReadOnlyList<Requirement> Requirements { get; } = [Jdk, new("/usr/share/java/axis.jar", "libaxis-java")];

    protected override string ClassPath { get; } =
        string.Join(':', new[] { "axis", "jaxrpc", "saaj", "wsdl4j", "commons-logging", "commons-discovery" }.Select(jar => $"/usr/share/java/{jar}.jar"));

    protected override string MainClass => "AxisClient";

    protected override Task GenerateAsync(string folder, string wsdl, CancellationToken ct) =>
        Tool.RunAsync(folder, "java", ["-cp", ClassPath, "org.apache.axis.wsdl.WSDL2Java", "-o", "stubs", wsdl], ct);
}

/// <summary>The reference implementation of JAX-WS.</summary>
internal sealed class JaxwsClient() : JavaClient("jaxws", "J", "JAX-WS RI 2.3")
{
    protected override IReadOnlyList<Requirement> Requirements { get; } =
        [Jdk, new("/usr/bin/wsimport", "jaxws"), new("/usr/share/java/jaxws-rt.jar", "libjaxws-java")];

    protected override string ClassPath => "/usr/share/jaxws/lib/*";

    protected override string MainClass => "JaxwsClient";

    protected override Task GenerateAsync(string folder, string wsdl, CancellationToken ct) =>
        Tool.RunAsync(folder, "wsimport", ["-quiet", "-Xnocompile", "-s", "stubs", wsdl], ct);
}
