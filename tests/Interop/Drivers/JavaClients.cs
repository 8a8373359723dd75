using System.Text.RegularExpressions;
using System.Xml.Linq;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>What both Java stacks share: stubs are generated per contract into one tree, then all is compiled at once.</summary>
internal abstract class JavaClient(string name, string prefix, string title) : ForeignClient(name, prefix, title)
{
    protected static readonly Requirement Jdk = new("/usr/bin/javac", "openjdk-17-jdk-headless");

    protected override IReadOnlyList<string> Sources => ["java", Name];

    public abstract string ClassPath { get; }

    protected abstract string MainClass { get; }

    protected abstract Task GenerateAsync(string folder, string wsdl, CancellationToken ct);

    /// <summary>Writes the services of <see cref="ForeignServer"/> into the generated tree.</summary>
    protected abstract Task WriteServicesAsync(string folder, ServedContracts contracts, CancellationToken ct);

    protected override async Task BuildAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, "stubs"));
        foreach (var (_, file) in contracts.Files) await GenerateAsync(folder, file, ct);
        await WriteServicesAsync(folder, contracts, ct);
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

    public override string ClassPath { get; } =
        string.Join(':', new[] { "axis", "jaxrpc", "saaj", "wsdl4j", "commons-logging", "commons-discovery" }.Select(jar => $"/usr/share/java/{jar}.jar"));

    protected override string MainClass => "interop.AxisClient";

    protected override Task GenerateAsync(string folder, string wsdl, CancellationToken ct) =>
        Tool.RunAsync(folder, "java", ["-cp", ClassPath, "org.apache.axis.wsdl.WSDL2Java", "-s", "-S", "false", "-o", "stubs", wsdl], ct);

    // WSDL2Java leaves the methods empty, and writes how the services are deployed: all under one name.
    protected override async Task WriteServicesAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        XNamespace wsdd = "http://xml.apache.org/axis/wsdd/";
        var services = new List<XElement>();
        foreach (var (contract, _) in contracts.Files)
        {
            var home = Directory.GetDirectories(Path.Combine(folder, "stubs"), $"OpiMetier{contract.Suffix}_impl").Single();
            var file = Directory.GetFiles(home, "*Impl.java", SearchOption.AllDirectories).Single();
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, ct)).Replace("WebBaseException {", """
                WebBaseException {
                    if (interop.Reading.refuses(_donneesOpi)) {
                        var fault = interop.Reading.fill(new gouv.education.apogee.commun.transverse.exception.WebBaseException());
                        fault.setFaultString(interop.Reading.code());
                        throw fault;
                    }
                """, StringComparison.Ordinal), ct);
            var service = XElement.Load(Directory.GetFiles(home, "deploy.wsdd", SearchOption.AllDirectories).Single()).Elements(wsdd + "service").Single();
            service.SetAttributeValue("name", contract.Key);
            services.Add(service);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "server-config.wsdd"), $"""
            <deployment xmlns="{wsdd}" xmlns:java="{wsdd}providers/java">
              <globalConfiguration><parameter name="sendMultiRefs" value="false"/></globalConfiguration>
              <handler name="URLMapper" type="java:org.apache.axis.handlers.http.URLMapper"/>
              <transport name="http"><requestFlow><handler type="URLMapper"/></requestFlow></transport>
              {string.Concat(services)}
            </deployment>
            """, ct);
    }
}

/// <summary>The reference implementation of JAX-WS.</summary>
internal sealed class JaxwsClient() : JavaClient("jaxws", "J", "JAX-WS RI 2.3")
{
    protected override IReadOnlyList<Requirement> Requirements { get; } =
        [Jdk, new("/usr/bin/wsimport", "jaxws"), new("/usr/share/java/jaxws-rt.jar", "libjaxws-java")];

    public override string ClassPath => "/usr/share/jaxws/lib/*";

    protected override string MainClass => "interop.JaxwsClient";

    protected override Task GenerateAsync(string folder, string wsdl, CancellationToken ct) =>
        Tool.RunAsync(folder, "wsimport", ["-quiet", "-Xnocompile", "-s", "stubs", wsdl], ct);

    protected override async Task WriteServicesAsync(string folder, ServedContracts contracts, CancellationToken ct)
    {
        foreach (var (contract, _) in contracts.Files)
        {
            var home = Path.Combine(folder, "stubs", $"opimetier{contract.Suffix}_impl");
            var name = "Opi_" + contract.Key.Replace('-', '_');
            var code = await File.ReadAllTextAsync(Directory.GetFiles(home, "OpiMetierServiceInterface.java", SearchOption.AllDirectories).Single(), ct);
            var package = Regex.Match(code, @"package (\S+);").Groups[1].Value;
            var methods = Regex.Matches(code, @"public void (\w+)\([^()]*\([^()]*\)\s*(\w+) \w+\)").Select(method => $$"""
                    public void {{method.Groups[1].Value}}({{method.Groups[2].Value}} donnees) throws {{package}}.WebBaseException {
                        if (Reading.refuses(donnees))
                            throw new {{package}}.WebBaseException(Reading.code(), Reading.fill(new gouv.education.apogee.commun.transverse.exception.WebBaseException()));
                    }
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".java"), $$"""
                package interop;

                {{string.Concat(Regex.Matches(code, @"import gouv\S+;\n"))}}
                @javax.jws.WebService(endpointInterface = "{{package}}.OpiMetierServiceInterface", targetNamespace = "{{contract.Namespace}}-impl",
                    serviceName = "OpiMetierServiceInterfaceService", portName = "OpiMetier")
                public final class {{name}} implements {{package}}.OpiMetierServiceInterface {
                {{string.Join('\n', methods)}}
                }
                """, ct);
        }
    }
}
