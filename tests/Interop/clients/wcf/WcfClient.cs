using System.Reflection;
using System.ServiceModel;
using System.ServiceModel.Security;
using System.Text.RegularExpressions;

namespace Wcf;

/// <summary>Calls the gateway with .NET's own client; one channel factory a call, as a program that is started anew.</summary>
internal static partial class WcfClient
{
    public static void Run(string plan)
    {
        foreach (var call in Call.Read(plan))
        {
            try
            {
                Send(call);
                Result(call, "ok");
            }
            catch (TargetInvocationException e)
            {
                Report(call, e.InnerException!);
            }
        }
    }

    private static void Send(Call call)
    {
        var contract = Contracts.Interface(call.Contract);
        var operation = contract.GetMethod("mettreajourDonneesOpi_v" + call.Version)!;
        var message = Activator.CreateInstance(operation.GetParameters()[0].ParameterType)!;
        foreach (var (path, value) in call.Fields) Beans.Set(message, "Body._donneesOpi." + path, value);

        var factory = (ChannelFactory)Activator.CreateInstance(
            typeof(ChannelFactory<>).MakeGenericType(contract), Binding(), new EndpointAddress(call.Address))!;
        factory.Credentials.UserName.UserName = call.Login;
        factory.Credentials.UserName.Password = call.Password;
        try
        {
            operation.Invoke(factory.GetType().GetMethod("CreateChannel", [])!.Invoke(factory, null), [message]);
        }
        finally
        {
            factory.Abort();
        }
    }

    // Nothing but what a user of a service with HTTP Basic has to say.
    private static BasicHttpBinding Binding()
    {
        var binding = new BasicHttpBinding(BasicHttpSecurityMode.TransportCredentialOnly) { UseDefaultWebProxy = false };
        binding.Security.Transport.ClientCredentialType = HttpClientCredentialType.Basic;
        return binding;
    }

    private static void Report(Call call, Exception error)
    {
        var type = Regular().Replace(error.GetType().Name, "");
        if (error is FaultException fault && error.GetType().GetProperty("Detail")?.GetValue(error) is { } detail)
        {
            var code = string.Join('.', new[] { "type", "domaine", "nature", "element" }.Select(name => Text(detail, name)));
            Result(call, "fault", $"{type}<{detail.GetType().Name}>", fault.Reason.ToString(), code, Text(detail, "lastErrorMsg"));
        }
        else if (error is MessageSecurityException && error.Message.Contains("unauthorized", StringComparison.Ordinal))
            Result(call, "refused", type, "401");
        else
            Result(call, "error", type, error.Message);
    }

    private static string Text(object detail, string name) => detail.GetType().GetProperty(name)!.GetValue(detail) as string ?? "";

    private static void Result(Call call, params string[] words) =>
        Console.WriteLine($"result\t{call.Id}\t{Regex.Replace(string.Join('\t', words), "[\r\n]+", " ")}");

    [GeneratedRegex("`.*")]
    private static partial Regex Regular();
}
