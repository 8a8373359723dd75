// Both sides on what was generated from the contracts: «client <plan>» or «server <port> <folder>».
using Wcf;

switch (args)
{
    case ["client", var plan]:
        WcfClient.Run(plan);
        break;
    case ["server", var port, var folder]:
        await SoapCoreServer.RunAsync(port, folder);
        break;
    default:
        throw new ArgumentException("client <plan> | server <port> <folder>");
}
