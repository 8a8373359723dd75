using System.Reflection;
using System.ServiceModel;
using SoapCore;

namespace Wcf;

/// <summary>The service as SoapCore hosts it, at <c>/services/&lt;contract&gt;</c>; ../README.md says what it does.</summary>
internal static class SoapCoreServer
{
    public static async Task RunAsync(string port, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSoapCore();
        foreach (var contract in Contracts.All) builder.Services.AddSingleton(contract, Service.Of(contract, folder));
        await using var app = builder.Build();
        foreach (var contract in Contracts.All)
            ((IApplicationBuilder)app).UseSoapEndpoint(contract, "/services/" + Contracts.Key(contract), new SoapEncoderOptions(), SoapSerializer.XmlSerializer);
        await app.RunAsync();
    }
}

/// <summary>Any of the generated interfaces.</summary>
public class Service : DispatchProxy
{
    private string _folder = "";

    public static object Of(Type contract, string folder)
    {
        var service = Create(contract, typeof(Service));
        ((Service)service)._folder = folder;
        return service;
    }

    protected override object? Invoke(MethodInfo? operation, object?[]? arguments)
    {
        const string Start = "Body._donneesOpi.";
        var values = Beans.Values(arguments![0]).Select(v => (Path: v.Path[Start.Length..], v.Value)).ToList();
        var opi = values.Single(v => v.Path == "individu.codOpiIntEpo").Value;
        File.WriteAllLines(Path.Combine(_folder, opi + ".tsv"), values.Select(v => $"{v.Path}\t{v.Value}"));
        var end = values.Single(v => v.Path == "voeux.item[0].codEtp").Value;
        var answer = File.ReadLines(Path.Combine(_folder, "answers.tsv")).Select(l => l.Split('\t')).FirstOrDefault(l => l[0] == end);
        switch (end)
        {
            case "PANNE": throw new InvalidOperationException(answer![1]);
            case "FAUTE": throw Fault(operation!, answer!);
            default: return Yes(operation!.ReturnType);
        }
    }

    private static object Yes(Type message)
    {
        var answer = Activator.CreateInstance(message)!;
        var body = message.GetProperty("Body")!;
        body.SetValue(answer, Activator.CreateInstance(body.PropertyType));
        return answer;
    }

    private static Exception Fault(MethodInfo operation, string[] answer)
    {
        var type = operation.GetCustomAttribute<FaultContractAttribute>()!.DetailType;
        var detail = Activator.CreateInstance(type)!;
        foreach (var (name, value) in new[] { "type", "domaine", "nature", "element", "lastErrorMsg" }.Zip(answer.Skip(1))) Beans.Set(detail, name, value);
        return (Exception)Activator.CreateInstance(
            typeof(FaultException<>).MakeGenericType(type), detail, new FaultReason(string.Join('.', answer[1..5])), new FaultCode("Server"))!;
    }
}
